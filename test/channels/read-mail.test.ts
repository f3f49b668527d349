import fc from 'fast-check';
import { readMail } from '../../src/channels/mail/read-mail.ts';
import { foldReply } from '../../src/channels/mail/fold-reply.ts';
import { isStorable } from '../../src/domain/storable-text.ts';

const mail = (text: string) => readMail(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'));

/** Mails written for the purpose: each broken or odd in its own way. */
const AWKWARD: [string, string, object][] = [
  ['nothing at all', '', { sender: null, subject: '', text: '' }],
  ['no header', 'just some words', { sender: null }],
  ['no sender', 'Subject: Hi\n\nHello', { sender: null, subject: 'Hi', text: 'Hello' }],
  ['an empty sender', 'From: <>\nSubject: Hi\n\nHello', { sender: null }],
  ['a sender without a domain', 'From: anna\n\nHello', { sender: null }],
  [
    'a list of senders',
    'From: Anna <anna@example.com>, Bob <bob@example.com>\n\nHello',
    { sender: { address: 'anna@example.com', name: 'Anna' } },
  ],
  [
    'a name that would be another header',
    'From: =?utf-8?q?Anna=0D=0ABcc:_all=40example.com?= <anna@example.com>\n\nHello',
    { sender: null, text: 'Hello' },
  ],
  [
    'a subject with line breaks and a NUL',
    'From: a@example.com\nSubject: =?utf-8?q?One=0D=0ATwo=00Three?=\n\nHello',
    { subject: 'One Two Three' },
  ],
  [
    'a subject that changes its direction',
    'From: a@example.com\nSubject: =?utf-8?q?invoice=E2=80=AEfdp.exe?=\n\nHello',
    { subject: 'invoice fdp.exe' },
  ],
  ['an unknown charset', 'From: a@example.com\nContent-Type: text/plain; charset=klingon\n\nHello', { text: 'Hello' }],
  [
    'latin 1 that says so',
    'From: a@example.com\nContent-Type: text/plain; charset=iso-8859-1\n\nGr\u00fc\u00dfe',
    { text: 'Grüße' },
  ],
  ['a NUL in the text', 'From: a@example.com\n\nHel\u0000lo', { text: 'Hel\uFFFDlo' }],
  [
    'HTML alone',
    'From: a@example.com\nContent-Type: text/html\n\n<p>Hello <b>there</b></p><script>alert(1)</script><style>p{}</style>',
    { text: 'Hello there' },
  ],
  [
    'a multipart without its boundary',
    'From: a@example.com\nContent-Type: multipart/mixed\n\n--x\n\nHello',
    { sender: { address: 'a@example.com', name: 'a@example.com' } },
  ],
  [
    'a multipart that never ends',
    'From: a@example.com\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nHello',
    { text: 'Hello' },
  ],
  [
    'base64 that is none',
    'From: a@example.com\nContent-Transfer-Encoding: base64\n\n%%%%',
    { sender: { address: 'a@example.com', name: 'a@example.com' } },
  ],
  [
    'letters of another script in its address',
    Buffer.from('From: =?utf-8?b?SsO2cmc=?= <jörg@bücher.example>\n\nHallo').toString('latin1'),
    { sender: { address: 'jörg@xn--bcher-kva.example', name: 'Jörg' } },
  ],
];

describe('Reads mails as they come', () => {
  test.each(AWKWARD)('%s', async (_name, raw, expected) => {
    expect(await mail(raw)).toMatchObject(expected);
  });

  test('ten thousand header lines are read; a thousand nested parts are refused', async () => {
    const lines = Array.from({ length: 10_000 }, (_, n) => `X-${n}: ${n}`).join('\n');
    expect((await mail(`${lines}\nFrom: a@example.com\n\nHello`)).text).toBe('Hello');
    const nested = Array.from(
      { length: 1_000 },
      (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
    );
    await expect(mail(`From: a@example.com\n${nested.join('')}\nHello`)).rejects.toThrow('child nodes');
  });

  test('a zip bomb is a file, and stays as it is', async () => {
    const bomb = Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(100_000, 7)]);
    const { files } = await mail(
      `From: a@example.com\nContent-Type: application/zip; name="../../etc/42.zip"\nContent-Disposition: attachment; filename="../../etc/42.zip"\nContent-Transfer-Encoding: base64\n\n${bomb.toString('base64')}`,
    );
    expect(files).toHaveLength(1);
    expect(bomb.equals(files[0]!.content)).toBe(true);
  });

  test('whatever comes, what is read can be stored', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), fc.string({ unit: 'binary' }), async (bytes, text) => {
        for (const raw of [Buffer.from(bytes), Buffer.from(`From: a@example.com\r\nSubject: ${text}\r\n\r\n${text}`)]) {
          const { mailId, subject, text: body, sender, files } = await readMail(raw);
          const texts = [mailId ?? '', subject, body, sender?.name ?? '', ...files.map(({ fileName }) => fileName)];
          expect(texts.every(isStorable)).toBe(true);
          expect(subject).not.toMatch(/[\r\n]/);
        }
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['Auto-Submitted: auto-replied', 'Auto-Submitted: auto-replied'],
    ['Auto-Submitted: no', null],
    ['Precedence: bulk', 'Precedence: bulk'],
    ['Precedence: first-class', null],
    ['X-Autoreply: yes', 'x-autoreply'],
    // People write through groups, too.
    ['List-Id: <list.example.com>', null],
  ])('%s', async (header, automatic) => {
    expect((await mail(`From: a@example.com\n${header}\n\nHello`)).automatic).toBe(automatic);
  });

  test('the mails that it answers, the closest first', async () => {
    const { answers, mailId } = await mail(
      'From: a@example.com\nMessage-ID: <me@x>\nIn-Reply-To: <c@x>\nReferences: <a@x> <b@x> <c@x>\n\nHello',
    );
    expect(mailId).toBe('<me@x>');
    expect(answers).toEqual(['<c@x>', '<b@x>', '<a@x>']);
  });

  test('a delay is reported as such', async () => {
    const { report } = await mail(
      'From: a@example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: delayed\nStatus: 4.4.1\n--b--\n',
    );
    expect(report).toEqual({ action: 'delayed', reason: '4.4.1' });
  });
});

describe('Quoted text and signatures', () => {
  test.each([
    [
      'English',
      'Yes.\n\nOn Mon, Jun 8, 2026 at 10:00 AM Support <support@introserv.com> wrote:\n> Is it so?\n',
      'Yes.',
    ],
    [
      'Italian',
      'Sì.\n\nIl giorno lun 8 giu 2026 alle ore 10:00 Support <support@introserv.com> ha scritto:\n> È così?\n',
      'Sì.',
    ],
    ['a signature', 'Yes.\n\n-- \nAnna Verdi\nACME\n', 'Yes.'],
    ['no quote', 'Yes.\n\nAnd this.', 'Yes.\n\nAnd this.'],
  ])('%s', (_name, text, fresh) => {
    expect(foldReply(text).fresh).toBe(fresh);
  });

  test('of what a mail says nothing is lost: quotes alone are what was written', () => {
    expect(foldReply('> Is it so?')).toEqual({ fresh: '> Is it so?', folded: null });
    expect(foldReply('')).toEqual({ fresh: '', folded: null });
  });

  test('every word is in one of both', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('> quoted one', 'word', '', '-- ', 'On Mon, A <a@b.c> wrote:', '>> deep')),
        (lines) => {
          const { fresh, folded } = foldReply(lines.join('\n'));
          const words = (text: string) =>
            text
              .split(/\s+/)
              .filter((word) => word !== '')
              .sort();
          expect(words(`${fresh}\n${folded ?? ''}`)).toEqual(words(lines.join('\n')));
        },
      ),
    );
  });

  test('is found in time, whatever the text', () => {
    for (const text of [
      '> '.repeat(50_000),
      'On '.repeat(30_000),
      '-'.repeat(99_000),
      'On a wrote:\n'.repeat(8_000),
      ' \n'.repeat(49_000),
    ]) {
      expect(foldReply(text)).toBeDefined();
    }
  });
});

import fc from 'fast-check';
import { readMail } from '../../src/channels/mail/read-mail.ts';
import { foldReply, MAX_FOLDED_LENGTH } from '../../src/channels/mail/fold-reply.ts';
import { textOfHtml } from '../../src/channels/mail/text-of-html.ts';
import { isStorable } from '../../src/domain/storable-text.ts';
import { makeZipBomb } from './support/zip-bomb.ts';

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

  test.each([
    ['too big', `<p>Look &amp; see:</p><img src="data:image/png;base64,${'A'.repeat(1_100_000)}"><p>Thanks</p>`],
    ['nested too deep', `${'<div>'.repeat(5_000)}<p>Look &amp; see:</p> Thanks${'</div>'.repeat(5_000)}`],
  ])('of HTML that is %s to be laid out, the words are taken', async (_, html) => {
    const { text } = await mail(`From: a@example.com\nContent-Type: text/html\n\n${html}`);
    expect(text.replaceAll(/\s+/g, ' ')).toBe('Look & see: Thanks');
  });

  test('what is plain and what is HTML is read in its order, and once where it says the same', async () => {
    const plainPart = '--x\nContent-Type: text/plain\n\nplain\n';
    const htmlPart = '--x\nContent-Type: text/html\n\n<p>HTML</p>\n';
    const wordsIn = async (kind: string, ...parts: string[]) =>
      (
        await mail(`From: a@example.com\nContent-Type: multipart/${kind}; boundary=x\n\n${parts.join('')}--x--\n`)
      ).text.split(/\s+/);
    expect(await wordsIn('mixed', plainPart, htmlPart)).toEqual(['plain', 'HTML']);
    expect(await wordsIn('mixed', htmlPart, plainPart)).toEqual(['HTML', 'plain']);
    expect(await wordsIn('alternative', plainPart, htmlPart)).toEqual(['plain']);
    expect(await wordsIn('alternative', htmlPart)).toEqual(['HTML']);
  });

  test('HTML is laid out as mail writes it', () => {
    const html =
      '<p>Hi</p><blockquote>a<blockquote>b</blockquote></blockquote><ul><li>one<ol><li>two</li></ol></li> three</ul>';
    expect(textOfHtml(html)).toBe('Hi\n\n> a\n> \n> > b\n\n * one\n    1. two\n   three');
  });

  test.each([
    ['quotes', '<blockquote>'.repeat(100)],
    ['quotes that seem to end', '<blockquote><a title="></blockquote>">'.repeat(100)],
    ['lists', '<ul><li>'.repeat(100)],
    ['numbered lists', '<ol type="i" start="999999999"><li>'.repeat(100)],
  ])('HTML of a hundred nested %s becomes no text of many times its size', async (_, begin) => {
    const html = begin + '<br>x'.repeat(80_000);
    expect(textOfHtml(html).length).toBeLessThan(10 * html.length);
    const { text, folded } = await mail(`From: a@example.com\nContent-Type: text/html\n\n${html}`);
    expect(text.length + (folded?.length ?? 0)).toBeLessThan(200_000);
  });

  test('of thousands of recipients and references it keeps as many as anybody needs', async () => {
    const { recipients, answers } = await mail(
      `From: a@example.com\nTo: ${'b@example.com,\n '.repeat(3_000)}${'c'.repeat(1_000)}@example.com\nIn-Reply-To: <${'d'.repeat(2_000)}@x>\nReferences: ${'<e@x>\n '.repeat(3_000)}\n\nHello`,
    );
    expect(recipients).toHaveLength(1_000);
    expect(answers).toEqual(['<e@x>']);
  });

  test('a zip bomb is a file, and stays as it is', async () => {
    const bomb = await makeZipBomb();
    expect(bomb.length).toBeLessThan(20_000);
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
    ['Precedence: list', null],
    ['Auto-Submitted: auto-generated\nAuto-Submitted: auto-generated', 'Auto-Submitted: auto-generated'],
    ['Auto-Submitted: auto-\u0000replied', 'Auto-Submitted: auto-\uFFFDreplied'],
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

  test('a report can be stored, whatever it holds', async () => {
    const { report } = await mail(
      'From: a@example.com\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: fail\u0000ed\nStatus: 5.1.1\n',
    );
    expect(isStorable(report?.action ?? '')).toBe(true);
  });

  test('a delay is reported as such', async () => {
    const { report } = await mail(
      'From: a@example.com\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: delayed\nStatus: 4.4.1\n--b--\n',
    );
    expect(report).toEqual({ action: 'delayed', reason: '4.4.1', recipients: [] });
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
      `a${'\n'.repeat(99_000)}b`,
      ...[
        ['Op a schreef b\n', '2024-01-01 Sent from my ', 'On a b wrote\n', 'W dniu a pisze\n', 'abc. a skrev b\n'],
        ['x on at ', 'a <b> schrieb:', '20 from <>:', 'From: <\n', '>>>x', '\u2028', '\r', '\t', 'Am  schrieb [\n'],
      ]
        .flat()
        .flatMap((part) => [19_900, 99_000].map((length) => part.repeat(length / part.length))),
    ]) {
      expect(foldReply(text)).toBeDefined();
    }
  });

  test.each(['Op a schreef b\n', '2024-01-01 Sent from my ', 'x on at '])(
    'of four times as many %j is found in about four times as long',
    (part) => {
      const took = (length: number) => {
        const text = part.repeat(length / part.length);
        const times = [1, 2, 3].map(() => {
          const began = performance.now();
          foldReply(text);
          return performance.now() - began;
        });
        return Math.min(...times);
      };
      took(4_900);
      expect(took(19_600)).toBeLessThan(10 * Math.max(20, took(4_900)));
    },
  );

  test('is found where a mail client has broken the line that says whose it is', () => {
    for (const begin of [
      'On Mon, Jun 8, 2026 at 10:00 AM Support <support@introserv.com>\nwrote:',
      'Op ma 8 jun 2026 om 10:00\nschreef Support\n<support@introserv.com>:',
      'Am Mo., 8. Juni 2026 um 10:00 Uhr\nschrieb Support <support@introserv.com>:',
    ]) {
      expect(foldReply(`Yes.\n\n${begin}\n> Is it so?\n`)).toEqual({
        fresh: 'Yes.',
        folded: `${begin.replaceAll('\n', ' ')}\n> Is it so?`,
      });
    }
  });

  test('is kept up to a length, and says that there is more', () => {
    const { fresh, folded } = foldReply(`Yes.\n\n-- \n${'😀'.repeat(30_000)}`);
    expect(fresh).toBe('Yes.');
    expect(folded).not.toContain('[…]');
    for (const text of [
      `Yes.\n${'> 😀 quoted\n'.repeat(1_000_000)}`,
      '😀'.repeat(1_000_000),
      `x${'😀'.repeat(1_000_000)}`,
    ]) {
      const long = foldReply(text);
      expect(long.fresh.length).toBeLessThanOrEqual(50_000);
      expect(long.folded?.length).toBeLessThanOrEqual(MAX_FOLDED_LENGTH + 4);
      expect(long.folded).toMatch(/\n\[…\]$/);
      expect([long.fresh, long.folded ?? ''].every(isStorable)).toBe(true);
    }
  });
});

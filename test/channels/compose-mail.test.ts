import MailComposer from 'nodemailer/lib/mail-composer';
import { simpleParser } from 'mailparser';
import type { OutgoingMessage } from '../../src/channels/channel.ts';
import { composeMail } from '../../src/channels/mail/compose-mail.ts';
import { createReplyAddresses } from '../../src/channels/mail/reply-address.ts';

const supportAddress = 'support@introserv.com';
const SENDER = { company: 'INTROSERV', supportAddress, replies: createReplyAddresses('a secret', supportAddress) };
const MESSAGE: OutgoingMessage = {
  id: 'm',
  ticketId: 't',
  seq: 5,
  ticketNumber: 42,
  subject: 'Slow',
  origin: 'email',
  customer: 'c',
  address: 'anna@example.com',
  locale: 'it',
  author: 'Ada',
  automatic: null,
  body: 'Ciao',
  thread: [],
};

const read = async (fields: Partial<OutgoingMessage>) => {
  const raw = await new MailComposer(composeMail({ ...MESSAGE, ...fields }, SENDER)).compile().build();
  return { raw: raw.toString(), mail: await simpleParser(raw) };
};

describe('A mail to a customer', () => {
  test('keeps the subject that a mail came with, so that clients keep them together', async () => {
    expect((await read({ thread: ['<a@b>'] })).mail.subject).toBe('Re: Slow');
    expect((await read({ subject: 'RE: Slow', thread: ['<a@b>'] })).mail.subject).toBe('RE: Slow');
    expect((await read({ origin: 'chat' })).mail.subject).toBe('[#42] Slow');
  });

  test('nobody puts headers into it by a subject or a name', async () => {
    const { raw, mail } = await read({
      subject: 'Slow\r\nBcc: all@example.com\r\n\r\nBody',
      author: 'Ada\r\nX-Evil: yes" <evil@example.com>',
    });
    expect([...mail.headers.keys()]).not.toEqual(expect.arrayContaining(['bcc']));
    expect([...mail.headers.keys()]).not.toEqual(expect.arrayContaining(['x-evil']));
    expect(raw).not.toMatch(/^(Bcc|X-Evil):/m);
    expect(mail.from?.value.map(({ address }) => address)).toEqual([supportAddress]);
    expect(mail.to).toMatchObject({ value: [{ address: 'anna@example.com' }] });
  });

  test('names no mail that is not named as mails are', async () => {
    const { mail } = await read({ thread: ['<a@b>', `<${'ü'.repeat(400)}@b>`, '<c d>', '<e@f>'] });
    expect(mail).toMatchObject({ inReplyTo: '<e@f>', references: ['<a@b>', '<e@f>'] });
  });

  test('markup of the conversation is text in both its forms', async () => {
    const { mail } = await read({ body: '<script>alert(1)</script> & "so"' });
    expect(mail.text?.trim()).toBe('<script>alert(1)</script> & "so"');
    expect(mail.html).toContain('<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;so&quot;</p>');
    expect(mail.html).toContain('<html lang="it">');
  });

  test('of a long thread names the first and the last mails', async () => {
    const thread = Array.from({ length: 60 }, (_, index) => `<${index}@example.com>`);
    const { mail } = await read({ thread });
    expect(mail.inReplyTo).toBe('<59@example.com>');
    expect(mail.references).toHaveLength(21);
    expect(mail.references?.slice(0, 2)).toEqual(['<0@example.com>', '<40@example.com>']);
  });

  test('a message of Kept says that no machine should answer it', async () => {
    const { mail } = await read({ automatic: 'notice' });
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.headers.get('x-auto-response-suppress')).toBe('All');
  });
});

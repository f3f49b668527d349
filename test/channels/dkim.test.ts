import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { connectMailServer } from '../../src/channels/mail/smtp-transport.ts';

/** As RFC 6376 has it: "relaxed" header and body, checked with the public key by the letter of the standard. */
function verify(raw: string, publicKey: string): { body: boolean; signature: boolean; tags: Map<string, string> } {
  const end = raw.indexOf('\r\n\r\n');
  const headers = raw.slice(0, end).split(/\r\n(?![ \t])/);
  const named = (name: string) => headers.find((line) => line.toLowerCase().startsWith(`${name}:`)) ?? '';
  const relaxed = (line: string) => {
    const colon = line.indexOf(':');
    const value = line
      .slice(colon + 1)
      .replaceAll(/\r\n/g, '')
      .replaceAll(/[ \t]+/g, ' ')
      .trim();
    return `${line.slice(0, colon).trim().toLowerCase()}:${value}`;
  };
  const signed = named('dkim-signature');
  const tags = new Map(
    signed
      .slice(signed.indexOf(':') + 1)
      .split(';')
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replaceAll(/\s+/g, '')]),
  );
  const lines = raw
    .slice(end + 4)
    .split('\r\n')
    .map((line) => line.replaceAll(/[ \t]+/g, ' ').trimEnd());
  while (lines.at(-1) === '') lines.pop();
  const body =
    createHash('sha256')
      .update(`${lines.join('\r\n')}\r\n`)
      .digest('base64') === tags.get('bh');
  const signedLines = (tags.get('h') ?? '').split(':').map((name) => relaxed(named(name.toLowerCase())));
  const own = relaxed(signed).replace(/; ?b=[^;]*/, (tag) => tag.slice(0, tag.indexOf('=') + 1));
  const data = [...signedLines.filter((line) => !line.startsWith(':')), own].join('\r\n');
  const signature = createVerify('sha256')
    .update(data)
    .verify(publicKey, tags.get('b') ?? '', 'base64');
  return { body, signature, tags };
}

test('mails are signed for their domain, so that others can tell them from forged ones', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  let raw = '';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: (stream, _session, done) => {
      void buffer(stream).then((mail) => {
        raw = mail.toString();
        done();
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  const dkim = { domainName: 'introserv.com', keySelector: 'kept', privateKey };
  const transport = connectMailServer(`smtp://127.0.0.1:${port}`, dkim);
  try {
    const [from, to] = ['support@introserv.com', 'anna@example.com'];
    await transport.sendMail({ from, to, subject: 'Grüße', text: 'It is  done.\n\nGoodbye.\n\n' });
    const { tags, ...checked } = verify(raw, publicKey);
    expect(checked).toEqual({ body: true, signature: true });
    expect([tags.get('d'), tags.get('s'), tags.get('a')]).toEqual(['introserv.com', 'kept', 'rsa-sha256']);
    expect(tags.get('h')?.toLowerCase().split(':')).toEqual(expect.arrayContaining(['from', 'to', 'subject']));
    // A changed word is noticed.
    expect(verify(raw.replace('Goodbye', 'Good luck'), publicKey).body).toBe(false);
    expect(verify(raw.replace(/^From: .*$/m, 'From: boss@introserv.com'), publicKey).signature).toBe(false);
  } finally {
    transport.close();
    await new Promise<void>((resolve) => server.close(resolve));
  }
});

import { createConnection } from 'node:net';
import { once } from 'node:events';
import { createTransport, type SendMailOptions } from 'nodemailer';
import {
  listenForMail,
  MAX_MAIL_BYTES,
  type ArrivingMail,
  type MailListener,
} from '../../src/channels/mail/smtp-listener.ts';
import { makeCertificate } from '../support/servers/certificate.ts';
import { silentLog } from '../support/world/dependencies.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';

const OURS = 'support@introserv.com';

describe('The mail listener', () => {
  let listener: MailListener;
  const stored: ArrivingMail[] = [];
  let failure: Error | null = null;
  beforeAll(async () => {
    listener = await listenForMail({
      host: '127.0.0.1',
      port: 0,
      isOurs: (address) => address.startsWith('support'),
      store: async (mail) => {
        if (failure !== null) throw failure;
        stored.push(mail);
      },
      log: silentLog,
    });
  });
  afterAll(() => listener.stop());
  beforeEach(() => {
    stored.length = 0;
    failure = null;
  });

  const send = async (mail: SendMailOptions) => {
    const transport = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true });
    try {
      return await transport.sendMail({ from: 'anna@example.com', to: OURS, subject: 'S', text: 'T', ...mail });
    } finally {
      transport.close();
    }
  };

  test('takes mail for us as it is, with its envelope', async () => {
    await send({ subject: 'Grüße', text: 'Größe' });
    expect(stored).toMatchObject([{ envelopeFrom: 'anna@example.com', envelopeTo: [OURS] }]);
    expect(stored[0]?.raw.toString()).toContain('Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=');
  });

  test('says "try again" when it cannot store it, and takes it when it can', async () => {
    failure = new Error('the database is away');
    await expect(send({})).rejects.toMatchObject({ responseCode: 451 });
    failure = null;
    await send({});
    expect(stored).toHaveLength(1);
  });

  test('relays for nobody', async () => {
    await expect(send({ to: 'somebody@elsewhere.example' })).rejects.toMatchObject({ responseCode: 550 });
    await send({ to: [OURS, 'somebody@elsewhere.example'] });
    expect(stored).toMatchObject([{ envelopeTo: [OURS] }]);
  });

  test('of a thousand recipients takes the first hundred, and asks for the others later', async () => {
    const sent = await send({
      envelope: { from: 'anna@example.com', to: Array.from({ length: 1_000 }, (_, n) => `support+${n}@introserv.com`) },
    });
    expect(sent.accepted.length + sent.rejected.length).toBe(1_000);
    expect(sent.accepted).toHaveLength(100);
    expect(stored[0]?.envelopeTo).toHaveLength(100);
  });

  test('refuses 30 MB, announced or not, and lives on', async () => {
    const attachments = [{ filename: 'big.bin', content: Buffer.alloc(30 * 1024 * 1024, 1) }];
    await expect(send({ attachments })).rejects.toMatchObject({ responseCode: 552 });
    expect(await talk(['EHLO a', `MAIL FROM:<a@example.com> SIZE=${MAX_MAIL_BYTES + 1}`])).toContain('552');
    await send({});
    expect(stored).toHaveLength(1);
  });

  test('a client that leaves in the middle leaves nothing, and does no harm', async () => {
    await leaveInTheMiddle(listener.port);
    await send({});
    expect(stored).toHaveLength(1);
  });

  test('holds only so many bytes: who brings more is asked to come again, and what is left behind counts no more', async () => {
    const megabyte = 1024 * 1024;
    let letThrough: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (letThrough = resolve));
    const taken: ArrivingMail[] = [];
    const small = await listenForMail({
      host: '127.0.0.1',
      port: 0,
      isOurs: () => true,
      store: async (mail) => {
        taken.push(mail);
        await gate;
      },
      maxBytesInHand: 2 * megabyte,
      log: silentLog,
    });
    const bring = (bytes: number) => {
      const text = `${'x'.repeat(98)}\n`.repeat(bytes / 100);
      const transport = createTransport({ host: '127.0.0.1', port: small.port, ignoreTLS: true });
      return transport.sendMail({ from: 'anna@example.com', to: OURS, subject: 'S', text });
    };
    try {
      const first = bring(1.2 * megabyte);
      await eventually(async () => taken.length === 1);
      await expect(bring(1.2 * megabyte)).rejects.toMatchObject({ responseCode: 451 });
      const second = bring(0.5 * megabyte);
      await eventually(async () => taken.length === 2);
      letThrough();
      await Promise.all([first, second]);
      await leaveInTheMiddle(small.port, 1.5 * megabyte);
      await bring(1.5 * megabyte);
      expect(taken).toHaveLength(3);
    } finally {
      await small.stop();
    }
  });

  test('what is no SMTP is answered, and harms nobody', async () => {
    expect(await talk(['GET / HTTP/1.1', '\u0000\u0001\u0002', 'MAIL FROM:<a@b'])).toMatch(/^(421|50\d)/m);
    await send({});
    expect(stored).toHaveLength(1);
  });

  test('offers no encryption with a key that everybody has', async () => {
    expect(await talk(['EHLO a'])).not.toContain('STARTTLS');
  });

  test('encrypts with a key of our own, and a client that checks it sends by it', async () => {
    const { key, cert } = await makeCertificate('localhost');
    const taken: ArrivingMail[] = [];
    const encrypted = await listenForMail({
      host: '127.0.0.1',
      port: 0,
      isOurs: () => true,
      store: async (mail) => void taken.push(mail),
      tls: { key, cert },
      log: silentLog,
    });
    const mail = { from: 'anna@example.com', to: OURS, subject: 'S', text: 'T' };
    const to = { host: 'localhost', port: encrypted.port, requireTLS: true };
    try {
      await createTransport({ ...to, tls: { ca: cert } }).sendMail(mail);
      expect(taken).toHaveLength(1);
      // Who trusts somebody else is not deceived.
      await expect(createTransport(to).sendMail(mail)).rejects.toThrow(/self-signed/);
      expect(taken).toHaveLength(1);
    } finally {
      await encrypted.stop();
    }
  });

  async function leaveInTheMiddle(port: number, bytes = 0): Promise<void> {
    const socket = createConnection(port, '127.0.0.1');
    await once(socket, 'data');
    socket.write('EHLO a\r\nMAIL FROM:<a@example.com>\r\n');
    await once(socket, 'data');
    socket.write(`RCPT TO:<${OURS}>\r\nDATA\r\n`);
    await once(socket, 'data');
    const isOut = new Promise((resolve) => socket.write(`Subject: half\r\n\r\n${'x'.repeat(bytes)}`, resolve));
    await isOut;
    socket.destroy();
    await once(socket, 'close');
  }

  /** Says these lines one after another. @returns all answers */
  async function talk(lines: string[]): Promise<string> {
    const socket = createConnection(listener.port, '127.0.0.1');
    let heard = '';
    socket.on('data', (data: Buffer) => (heard += data.toString()));
    const closed = once(socket, 'close');
    for (const line of [...lines, 'QUIT']) {
      await Promise.race([once(socket, 'data'), closed]);
      if (socket.writable) socket.write(`${line}\r\n`);
    }
    await closed;
    return heard;
  }
});

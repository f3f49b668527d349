import { openMailReader, type MailReader } from '../../src/channels/mail/mail-reader.ts';

const mailOf = (text: string) => Buffer.from(`From: anna@example.com\nSubject: S\n\n${text}`);
const LONG = mailOf('Hello there.\n'.repeat(1_500_000));
/** Lines that flow are put together one by one. */
const SLOW = Buffer.from(`From: a@example.com\nContent-Type: text/plain; format=flowed\n\n${'x \n'.repeat(8_000_000)}`);

describe('Mails are read in threads of their own', () => {
  let reader: MailReader | null = null;
  const open = (...limits: Parameters<typeof openMailReader>) => (reader = openMailReader(...limits));
  afterEach(async () => {
    await reader?.stop();
    reader = null;
  });

  test('as many as come at once, each answered with its own', async () => {
    const { read } = open();
    const numbers = Array.from({ length: 50 }, (_, n) => n);
    const mails = await Promise.all(numbers.map((n) => read(mailOf(`Hello ${n}`))));
    expect(mails).toMatchObject(numbers.map((n) => ({ text: `Hello ${n}`, sender: { address: 'anna@example.com' } })));
  });

  test('with their files as they are', async () => {
    const content = Buffer.alloc(1_000_000, 'Größe');
    const mail = await open().read(
      Buffer.from(
        `From: a@example.com\nContent-Type: image/png\nContent-Disposition: attachment; filename="größe.png"\nContent-Transfer-Encoding: base64\n\n${content.toString('base64')}`,
      ),
    );
    expect(mail).toMatchObject({ files: [{ fileName: 'größe.png', contentType: 'image/png' }] });
    expect(typeof mail === 'object' && content.equals(mail.files[0]!.content)).toBe(true);
  });

  test('what cannot be read is told of', async () => {
    const headers = Buffer.from(`From: a@example.com\n${'X: y\n'.repeat(500_000)}\nHello`);
    expect(await open().read(headers)).toMatch(/header size/);
  });

  test('what takes too long is given up while this process goes on, and those behind it are read', async () => {
    const { read } = open({ threads: 1, patienceMs: 1_000 });
    await read(mailOf('Hello'));
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 5);
    const [long, next] = await Promise.all([read(SLOW), read(mailOf('Next'))]);
    clearInterval(turning);
    expect(long).toBe('it takes longer than 1 seconds to read');
    expect(next).toMatchObject({ text: 'Next' });
    expect(turns).toBeGreaterThan(5);
  });

  test('what takes too much memory is given up, and those behind it are read', async () => {
    const { read } = open({ threads: 1, heapMb: 40 });
    expect(await read(LONG)).toBe('it takes too much memory to read');
    expect(await read(mailOf('Next'))).toMatchObject({ text: 'Next' });
  });

  test('what is being read when it stops is not refused', async () => {
    const { read, stop } = open({ threads: 1 });
    await read(mailOf('Hello'));
    const reading = expect(read(LONG)).rejects.toThrow('has ended');
    await stop();
    await reading;
  });
});

import { simpleParser } from 'mailparser';
import { MAX_MAIL_BYTES } from '../../src/channels/mail/smtp-listener.ts';
import { watchMailbox } from '../../src/channels/mail/imap-mailbox.ts';
import { ImapServer } from '../support/servers/imap-server.ts';
import { silentLog } from '../support/world/dependencies.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';

const mail = (subject: string) => `From: anna@example.com\nTo: support@introserv.com\nSubject: ${subject}\n\nHello.\n`;

describe('A mailbox on a real IMAP server', () => {
  let server: ImapServer;
  const stored: string[] = [];
  const refused: { subject: string; reason: string }[] = [];
  let failure: Error | null = null;
  let mailbox: { stop(): Promise<void> } | null = null;
  beforeAll(async () => {
    server = await ImapServer.start();
  });
  afterAll(async () => server.stop());
  beforeEach(() => {
    stored.length = 0;
    refused.length = 0;
    failure = null;
  });
  afterEach(async () => {
    await mailbox?.stop();
  });

  const watch = () => {
    mailbox = watchMailbox({
      url: server.url,
      store: async (raw) => {
        if (failure !== null) throw failure;
        stored.push((await simpleParser(raw)).subject ?? '');
      },
      refuse: async (beginning, reason) => {
        refused.push({ subject: (await simpleParser(beginning)).subject ?? '', reason });
      },
      log: silentLog,
    });
  };
  const taken = (...subjects: string[]) =>
    eventually(async () => stored.length === subjects.length && subjects.every((one) => stored.includes(one)));
  const allRead = () => eventually(async () => (await server.count()).unread === 0);

  test('what is unread is taken and marked as read, and what comes while it is watched', async () => {
    await server.deliver(mail('one'));
    await server.deliver(mail('two'));
    watch();
    await taken('one', 'two');
    await allRead();
    await server.deliver(mail('three'));
    await taken('one', 'two', 'three');
    await allRead();
  });

  test('what was read is not taken again after a restart', async () => {
    watch();
    await server.deliver(mail('four'));
    await taken('four');
    await allRead();
    await mailbox?.stop();
    watch();
    await server.deliver(mail('five'));
    await taken('four', 'five');
  });

  test('what could not be stored stays unread, and is taken later', async () => {
    failure = new Error('the database is away');
    await server.deliver(mail('six'));
    watch();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await server.count()).toMatchObject({ unread: 1 });
    failure = null;
    await taken('six');
    await allRead();
  });

  test('what is too big is noted and stays there, flagged; what comes behind it is taken, and none is cut', async () => {
    const almost = 'x'.repeat(990) + '\n';
    await server.deliver(mail('huge') + almost.repeat(MAX_MAIL_BYTES / 990));
    await server.deliver(mail('big') + almost.repeat(MAX_MAIL_BYTES / 1_000));
    watch();
    await taken('big');
    await allRead();
    expect(refused).toEqual([
      { subject: 'huge', reason: expect.stringMatching(/^it has \d+ bytes, and at most 26214400/) },
    ]);
    expect(await server.flagged()).toBe(1);
    await mailbox?.stop();
    watch();
    await server.deliver(mail('after'));
    await taken('big', 'after');
    expect(refused).toHaveLength(1);
  });

  test('a server that was away is found again', async () => {
    watch();
    await server.deliver(mail('seven'));
    await taken('seven');
    await allRead();
    await server.stop();
    await server.resume();
    await server.deliver(mail('eight'));
    await taken('seven', 'eight');
  });

  test('it stops at once, also while nobody answers', async () => {
    await server.stop();
    watch();
    const begun = Date.now();
    await mailbox?.stop();
    expect(Date.now() - begun).toBeLessThan(5_000);
    await server.resume();
  });
});

import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';
import { pino } from 'pino';
import { connectMailServer, type MailTransport } from '../../src/channels/mail/smtp-transport.ts';
import type { OutgoingNotice } from '../../src/channels/staff-channel.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';
import { openStaffChannels } from '../../src/process/staff-channels.ts';
import { MailServer } from '../../src/scenarios/world/mail-server.ts';

const NOTICE: OutgoingNotice = {
  id: 'n-1',
  ticketId: 't-1',
  ticketNumber: 42,
  subject: 'Slow <!channel>\r\nBcc: all@example.com',
  team: 'support',
  kind: 'first-reply',
  cycle: 1,
  rung: 100,
  dueAt: '2026-06-08T08:10:00.000Z',
  firedAt: '2026-06-08T08:10:03.000Z',
  latenessMs: 3_000,
  recipients: [
    { person: 'manager-1', role: 'team-lead', insteadOf: null },
    { person: 'manager-2', role: 'duty-manager', insteadOf: null },
  ],
  addresses: ['lead@example.com', 'gone@example.com'],
};

describe('Notices to staff', () => {
  let server: MailServer;
  let transport: MailTransport;
  let chat: Server;
  let webhook = '';
  const posted: { text: string }[] = [];
  let answer = 200;
  beforeAll(async () => {
    server = await MailServer.start();
    transport = connectMailServer(server.url);
    chat = createServer((request, response) => {
      void text(request).then((body) => {
        posted.push(JSON.parse(body) as { text: string });
        response.writeHead(answer).end('ok');
      });
    });
    await once(chat.listen(0, '127.0.0.1'), 'listening');
    webhook = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/services/secret`;
  });
  afterAll(async () => {
    transport.close();
    await server.stop();
    chat.close();
  });
  beforeEach(() => {
    server.mails.length = 0;
    posted.length = 0;
    answer = 200;
  });

  const open = async () => {
    const { policy } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    const people = structuredClone(policy.management.people);
    people['manager-3']!.email = 'head@example.com';
    const withAddress = { ...policy, management: { ...policy.management, people } };
    return openStaffChannels({ STAFF_WEBHOOK_URL: webhook }, withAddress, transport, pino({ level: 'silent' }));
  };

  test('go by mail to each address and to the chat, with what the inbox tells', async () => {
    const { staffChannel } = await open();
    await staffChannel.tell(NOTICE);
    expect(server.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([['lead@example.com'], ['gone@example.com']]);
    expect(server.mails[0]).toMatchObject({
      messageId: '<notice.n-1.1@introserv.com>',
      subject: 'first-reply 1 of #42 was missed (100 %): Slow <!channel> Bcc: all@example.com',
    });
    expect(server.mails[0]?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(server.mails[0]?.text).toMatch(/with support\nDue: .*10:10.*Central European.*\nNoticed: .*, 3 s late/);
    expect(posted).toHaveLength(1);
    expect(posted[0]?.text).toContain('Slow &lt;!channel&gt;');
    expect(posted[0]?.text).toContain('For: manager-1, manager-2');
  });

  test('a wrong address holds up nobody else', async () => {
    const { staffChannel } = await open();
    server.refusal = { code: 550, text: '5.1.1 no such mailbox' };
    await staffChannel.tell(NOTICE);
    expect(posted).toHaveLength(1);
    server.refusal = null;
  });

  test('a mail server that is away holds up no chat, which hears it once, however often mail is tried', async () => {
    const { staffChannel } = await open();
    server.refusal = { code: 450, text: '4.2.0 try again later' };
    await expect(staffChannel.tell(NOTICE)).rejects.toThrow('try again later');
    await expect(staffChannel.tell(NOTICE)).rejects.toThrow('try again later');
    expect(posted).toHaveLength(1);
    server.refusal = null;
    await staffChannel.tell(NOTICE);
    expect(posted).toHaveLength(1);
    expect(server.mails.map(({ envelopeTo }) => envelopeTo)).toEqual([['lead@example.com'], ['gone@example.com']]);
  });

  test('a chat that is away costs nobody a second mail', async () => {
    const { staffChannel, announcements } = await open();
    answer = 500;
    const announcement = { id: 'a-1', title: 'Off', text: 'It is switched off.' };
    for (const tell of [() => staffChannel.tell(NOTICE), () => announcements.announce(announcement)]) {
      server.mails.length = posted.length = 0;
      await expect(tell()).rejects.toThrow('answered 500');
      const mails = server.mails.length;
      expect(mails).toBeGreaterThan(0);
      await expect(tell()).rejects.toThrow('answered 500');
      expect(server.mails).toHaveLength(mails);
      expect(posted).toHaveLength(2);
    }
  });

  test('a chat that refuses is tried again, and its address is nobody’s to read', async () => {
    const { staffChannel } = await open();
    answer = 500;
    const failure = await staffChannel.tell(NOTICE).catch((error: unknown) => (error as Error).message);
    expect(failure).toBe('the chat webhook answered 500');
    expect(failure).not.toContain('secret');
  });

  test('the digest goes to managers with an address, and to the chat', async () => {
    const { digests } = await open();
    await digests.send({ week: '2026-W48', text: 'All was kept.' });
    expect(server.mails).toMatchObject([{ subject: 'Promises in week 2026-W48', envelopeTo: ['head@example.com'] }]);
    expect(posted[0]?.text).toContain('All was kept.');
  });
});

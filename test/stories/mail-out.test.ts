import { createSmtpChannel } from '../../src/channels/mail/smtp-channel.ts';
import { connectMailServer, type MailTransport } from '../../src/channels/mail/smtp-transport.ts';
import { createReplyAddresses } from '../../src/channels/mail/reply-address.ts';
import type { Channel } from '../../src/channels/channel.ts';
import { MINUTE, SECOND } from '../../src/domain/calendar/instant.ts';
import { MailServer } from '../../src/scenarios/world/mail-server.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { MAILA } from '../support/world/tokens.ts';
import { expectKept, expectMissed, expectSettledLate } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

const SUPPORT = 'support@introserv.com';
const replies = createReplyAddresses('a secret of the tests, long enough', SUPPORT);

/** A customer of their own for each story, so that each has an inbox of its own. */
let customers = 0;
const somebody = (): Person & { address: string } => {
  customers += 1;
  return { ...MAILA, id: `maila-${customers}`, address: `maila-${customers}@example.com` };
};

describe('Answers go out by e-mail, through a real mail server', () => {
  let world: TimeSkippingWorld;
  let server: MailServer;
  let transport: MailTransport;
  beforeAll(async () => {
    server = await MailServer.start();
    transport = connectMailServer(server.url);
    const channel: Channel = createSmtpChannel(transport, { company: 'INTROSERV', supportAddress: SUPPORT, replies });
    world = await startTimeSkippingWorld({ channel });
  });
  afterAll(async () => {
    await world.end();
    transport.close();
    await server.stop();
  });
  beforeEach(() => {
    server.refusal = null;
  });

  test('one thread: the acknowledgement, then what people write, each answering the one before', async () => {
    const customer = somebody();
    const tale = await Tale.inReview(world, {}, customer);
    await expectKept(tale, 'acknowledgement');
    await tale.agentWrites({ body: 'It was <b>our</b> fault.\nSorry.\n\nThe charge is reversed.' });
    const { number } = await tale.ticket();
    const [acknowledgement, answer] = await server.arrived(customer.address, 2);

    expect(acknowledgement).toMatchObject({
      messageId: `<${tale.id}.5@introserv.com>`,
      subject: `[#${number}] Charged twice`,
      text: await tale.textOf('acknowledgement'),
      envelopeFrom: replies.of(number),
      envelopeTo: [customer.address],
    });
    expect(acknowledgement?.inReplyTo).toBeUndefined();
    expect(acknowledgement?.from?.value).toEqual([{ name: 'INTROSERV', address: SUPPORT }]);
    expect(acknowledgement?.replyTo?.value[0]?.address).toBe(replies.of(number));
    expect(acknowledgement?.headers.get('auto-submitted')).toBe('auto-replied');
    expect(acknowledgement?.headers.get('content-language')).toBe('en');

    expect(answer).toMatchObject({
      subject: `Re: [#${number}] Charged twice`,
      inReplyTo: acknowledgement?.messageId,
      references: acknowledgement?.messageId,
      text: 'It was <b>our</b> fault.\nSorry.\n\nThe charge is reversed.',
    });
    expect(answer?.from?.value[0]).toEqual({ name: 'ada the agent (INTROSERV)', address: SUPPORT });
    expect(answer?.headers.has('auto-submitted')).toBe(false);
    expect(answer?.html).toContain(
      '<p>It was &lt;b&gt;our&lt;/b&gt; fault.<br>\nSorry.</p>\n<p>The charge is reversed.</p>',
    );
  });

  test('down for longer than the acknowledgement may take: missed, told, then delivered once', async () => {
    const customer = somebody();
    await server.stop();
    try {
      const tale = await Tale.submitted(world, {}, customer);
      await tale.justAfter('acknowledgement');
      await expectMissed(tale, 'acknowledgement');
      await tale.sees('management.told');
      await server.listen();
      await world.letPass(3 * MINUTE);
      await expectSettledLate(tale, 'acknowledgement');
      expect(server.to(customer.address)).toHaveLength(1);
    } finally {
      if (server.to(customer.address).length === 0) await server.listen().catch(() => undefined);
    }
  });

  test('"not now" is tried again, and kept in time', async () => {
    const customer = somebody();
    server.refusal = { code: 450, text: '4.2.0 greylisted, try again later' };
    const tale = await Tale.submitted(world, {}, customer);
    await world.letPass(30 * SECOND);
    expect(await tale.ticket()).toMatchObject({ phase: 'submit' });
    server.refusal = null;
    await tale.justBefore('acknowledgement');
    await expectKept(tale, 'acknowledgement');
  });

  test('"never" is not tried again: the team is told, and the acknowledgement was not given', async () => {
    const customer = somebody();
    server.refusal = { code: 550, text: `5.1.1 <${customer.address}> no such mailbox` };
    const before = server.attempts;
    const tale = await Tale.submitted(world, {}, customer);
    const { data } = await tale.sees('delivery.failed');
    expect(data.messageIds).toEqual([`${tale.id}.5`]);
    expect(data.reason).toContain('no such mailbox');
    // Nothing personal in the journal of what the workflow did.
    expect(data.reason).not.toContain(customer.address);
    const notes = await eventually(async () => {
      const told = await world.people.conversation(tale.id);
      return told.some(({ visibility }) => visibility === 'internal') && told;
    });
    expect(notes.find(({ visibility }) => visibility === 'internal')?.body).toMatch(
      /could not be delivered.*no such mailbox/s,
    );
    await tale.justAfter('acknowledgement');
    await expectMissed(tale, 'acknowledgement');
    await world.letPass(10 * MINUTE);
    expect(server.attempts - before).toBe(1);
  });

  test('what a server says of our own sign-in is ours to mend: the mail waits', async () => {
    const customer = somebody();
    server.refusal = { code: 530, text: '5.7.0 authentication required' };
    const tale = await Tale.submitted(world, {}, customer);
    await world.letPass(30 * SECOND);
    expect(await tale.happened('delivery.failed')).toEqual([]);
    server.refusal = null;
    await tale.justBefore('acknowledgement');
    await expectKept(tale, 'acknowledgement');
  });

  test('a mail is accepted although the next is not: it counts at once', async () => {
    const customer = somebody();
    await server.stop();
    const tale = await Tale.submitted(world, {}, customer);
    await tale.agentWrites({ body: 'First.' });
    server.mails.length = 0;
    await server.listen();
    await world.letPass(MINUTE);
    await expectKept(tale, 'acknowledgement');
    const mails = await server.arrived(customer.address, 2);
    expect(mails.map(({ text }) => text?.trim())).toEqual([await tale.textOf('acknowledgement'), 'First.']);
    expect(mails[1]?.inReplyTo).toBe(mails[0]?.messageId);
  });

  test('who has no address reads the conversation, and is acknowledged there', async () => {
    const count = server.mails.length;
    const tale = await Tale.inReview(world);
    await expectKept(tale, 'acknowledgement');
    expect(server.mails).toHaveLength(count);
  });
});

import { setTimeout as sleep } from 'node:timers/promises';
import { createChatChannel } from '../../src/channels/chat-channel.ts';
import { createReplyAddresses } from '../../src/channels/mail/reply-address.ts';
import { createSmtpChannel } from '../../src/channels/mail/smtp-channel.ts';
import { withoutRefusedAddresses } from '../../src/channels/mail/without-refused-addresses.ts';
import { connectMailServer, type MailTransport } from '../../src/channels/mail/smtp-transport.ts';
import { MINUTE, SECOND } from '../../src/domain/calendar/instant.ts';
import { createChatInvitations } from '../../src/process/chat-invitation.ts';
import { readingOf } from '../../src/store/chat-readings.ts';
import { refusalOf, refuseAddress } from '../../src/store/refused-addresses.ts';
import { startApiProcess, type ApiProcess } from '../api/support/api-process.ts';
import { MailServer } from '../../src/scenarios/world/mail-server.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { LiveClient } from '../support/world/live-client.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, MAILA } from '../support/world/tokens.ts';
import { expectKept } from './support/expect-promise.ts';
import { Tale } from './support/tale.ts';

const SUPPORT = 'support@introserv.com';

let customers = 0;
const somebody = (): Person & { address: string } => {
  customers += 1;
  return { ...MAILA, id: `chatter-${customers}`, address: `chatter-${customers}@example.com` };
};

describe('A chat is live; who has left it is answered by mail, in the same conversation', () => {
  let world: TimeSkippingWorld;
  let api: ApiProcess;
  let server: MailServer;
  let transport: MailTransport;
  beforeAll(async () => {
    server = await MailServer.start();
    transport = connectMailServer(server.url);
    const replies = createReplyAddresses('a secret of the tests, long enough', SUPPORT);
    world = await startTimeSkippingWorld({
      channel: createChatChannel({
        mail: withoutRefusedAddresses(
          createSmtpChannel(transport, { company: 'INTROSERV', supportAddress: SUPPORT, replies }),
          (address) => refusalOf(world.store, address),
        ),
        readingOf: (ticketId) => readingOf(world.store, ticketId),
        now: () => world.now(),
        invitation: (message) => {
          const { links, current } = world.dependencies;
          const publicUrl = 'https://help.example.com';
          return createChatInvitations({
            store: world.store,
            links,
            policy: current.policy,
            publicUrl,
            now: world.now,
          })(message);
        },
      }),
    });
    api = await startApiProcess(world);
  });
  afterAll(async () => {
    await api.stop();
    await world.end();
    transport.close();
    await server.stop();
  });

  const chat = async (customer: Person, fields: object = {}): Promise<Tale> => {
    const tale = await Tale.inReview(world, { channel: 'chat', ...fields }, customer);
    await expectKept(tale, 'acknowledgement');
    return tale;
  };
  const bodies = (client: LiveClient) => client.events.flatMap(({ data }) => data.message?.body ?? []);
  const reads = (client: LiveClient, body: string) => client.until(() => bodies(client).includes(body));
  /** The server notes once more that they were there, and time must not be skipped before it has. */
  const leaves = async (client: LiveClient) => {
    await client.leave();
    await sleep(500);
  };
  /** Until nothing is on its way to the customer any more. */
  const allDelivered = (tale: Tale, messages: number) =>
    eventually(async () => {
      const journal = await world.people.journal(tale.id);
      const settled = journal
        .filter(({ type }) => type === 'delivery.accepted')
        .flatMap(({ data }) => data['messageIds'] as string[]);
      return settled.length >= messages && settled;
    });

  test('who is there reads it live, and gets no mail', async () => {
    const customer = somebody();
    const tale = await chat(customer);
    const stream = await api.watch(customer, tale.id);
    await tale.agentWrites({ body: 'Which invoice is it?' });
    await reads(stream, 'Which invoice is it?');
    await tale.customerWrites('The one of May.');
    await reads(stream, 'The one of May.');
    await tale.agentWrites({ body: 'It is reversed.' });
    await reads(stream, 'It is reversed.');
    await allDelivered(tale, 3);
    await leaves(stream);
    await world.letPass(5 * MINUTE);
    expect(server.to(customer.address)).toEqual([]);
  });

  test('who has been away for two minutes gets it by mail, with a link to the same conversation', async () => {
    const customer = somebody();
    const tale = await chat(customer);
    const stream = await api.watch(customer, tale.id);
    await tale.agentWrites({ body: 'I look into it.' });
    await reads(stream, 'I look into it.');
    await leaves(stream);
    await world.letPass(MINUTE);
    await tale.agentWrites({ body: 'Found: it was charged twice.' });
    expect(server.to(customer.address)).toEqual([]);
    await world.letPass(75 * SECOND);
    const [mail, ...more] = await server.arrived(customer.address, 1);
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(
      /^Found: it was charged twice\.\n\nThe chat goes on here: https:\/\/help\.example\.com\/chat#ticket=\S+&token=\S+\n/,
    );
    const link = new URLSearchParams(/chat#(\S+)/.exec(mail?.text ?? '')?.[1]);
    expect(link.get('ticket')).toBe(tale.id);

    // The link opens the conversation, both ways; who came back by it is there.
    const headers = { authorization: `Bearer ${link.get('token')}` };
    const url = `/v1/tickets/${tale.id}`;
    const conversation = await world.app.inject({ url: `${url}/conversation`, headers });
    expect(conversation.body).toContain('"Found: it was charged twice."');
    const answer = await world.app.inject({
      method: 'POST',
      url: `${url}/messages`,
      headers,
      payload: { body: 'Yes.' },
    });
    expect(answer.statusCode).toBe(201);
    // An answer at once, while nobody reads live, waits for whether they come back.
    await tale.agentWrites({ body: 'Then I reverse it.' });
    const back = await api.watch(customer, tale.id);
    await reads(back, 'Then I reverse it.');
    await world.letPass(3 * MINUTE);
    await leaves(back);
    expect(server.to(customer.address)).toHaveLength(1);
  });

  test('who never had a stream is away two minutes after they wrote', async () => {
    const customer = somebody();
    const tale = await chat(customer, { locale: 'it' });
    await tale.agentWrites({ body: 'Guardo subito.' });
    await world.letPass(MINUTE);
    expect(server.to(customer.address)).toEqual([]);
    await world.letPass(70 * SECOND);
    const [mail] = await server.arrived(customer.address, 1);
    expect(mail?.text).toContain('La chat continua qui: https://help.example.com/chat#');
    // Once gone, what is written is not held back.
    await tale.agentWrites({ body: 'Trovato.' });
    await server.arrived(customer.address, 2);
  });

  test('whose address is not known reads it in the chat, whenever they come', async () => {
    const tale = await chat(CARLA);
    const before = server.mails.length;
    await tale.agentWrites({ body: 'Are you there?' });
    await allDelivered(tale, 2);
    await world.letPass(10 * MINUTE);
    expect(server.mails).toHaveLength(before);
  });

  test('a team that reads the conversation is not its customer', async () => {
    const customer = somebody();
    const tale = await chat(customer);
    const agent = await api.watch(ADA, tale.id);
    await tale.agentWrites({ body: 'I look into it.' });
    await reads(agent, 'I look into it.');
    await world.letPass(3 * MINUTE);
    await leaves(agent);
    await server.arrived(customer.address, 1);
  });

  test('whose mail came back is acknowledged and answered in the chat, and refused by mail once they have left', async () => {
    const customer = somebody();
    await refuseAddress(world.store, customer.address, 'mailbox full');
    const tale = await chat(customer);
    const stream = await api.watch(customer, tale.id);
    await tale.agentWrites({ body: 'I look into it.' });
    await reads(stream, 'I look into it.');
    await allDelivered(tale, 2);
    expect(await tale.happened('delivery.failed')).toEqual([]);
    await leaves(stream);
    await world.letPass(3 * MINUTE);
    await tale.agentWrites({ body: 'Found.' });
    await world.letPass(3 * MINUTE);
    await tale.sees('delivery.failed');
  });

  test('the acknowledgement is due within a minute, and needs no mail server', async () => {
    const customer = somebody();
    await server.stop();
    try {
      const tale = await chat(customer);
      expect(await tale.promise('acknowledgement')).toMatchObject({ state: 'kept' });
    } finally {
      await server.listen();
    }
  });
});

import MailComposer from 'nodemailer/lib/mail-composer';
import { watchMailbox } from '../../src/channels/mail/imap-mailbox.ts';
import { ImapServer } from '../support/servers/imap-server.ts';
import { silentLog } from '../support/world/dependencies.ts';
import { startMailWorld, SUPPORT, type MailWorld } from '../support/world/mail-world.ts';
import { ADA } from '../support/world/tokens.ts';

const ANNA = 'anna@example.com';

describe('A mailbox that is read', () => {
  let world: MailWorld;
  let server: ImapServer;
  let mailbox: ReturnType<typeof watchMailbox>;
  beforeAll(async () => {
    [world, server] = await Promise.all([startMailWorld(), ImapServer.start()]);
    mailbox = watchMailbox({
      url: server.url,
      store: (raw) => world.room.put({ source: 'imap', envelopeFrom: '', envelopeTo: [], raw }),
      refuse: (raw, reason) => world.room.refuse({ source: 'imap', envelopeFrom: '', envelopeTo: [], raw }, reason),
      log: silentLog,
    });
  });
  afterAll(async () => {
    await mailbox.stop();
    await server.stop();
    await world.end();
  });

  const delivered = async (fields: object) =>
    server.deliver((await new MailComposer({ from: ANNA, to: SUPPORT, ...fields }).compile().build()).toString());

  test('opens tickets, and answers join them by the address that they were delivered to', async () => {
    await delivered({ subject: 'boxed', text: 'It is slow.' });
    const { state, ticket_id } = await world.outcome('boxed');
    expect(state).toBe('opened');
    await world.people.write(ADA, ticket_id!, { body: 'Since when?' });
    const [, question] = await world.inbox.arrived(ANNA, 2);
    const signed = question?.replyTo?.value[0]?.address ?? '';
    await delivered({ subject: 'Re: boxed', text: 'Since Monday.', headers: { 'Delivered-To': signed } });
    expect(await world.outcome('Re: boxed')).toMatchObject({ state: 'joined', ticket_id });
    const messages = await world.people.conversation(ticket_id!);
    expect(messages.map(({ body }) => body)).toContain('Since Monday.');
    await world.inbox.arrived(ANNA, 2);
  });
});

import { createTransport, type SendMailOptions } from 'nodemailer';
import { openMailRoom } from '../../api/mail/mail-room.ts';
import type { CurrentPolicy } from '../../api/dependencies.ts';
import { createChatChannel } from '../../channels/chat-channel.ts';
import { mailAddress } from '../../channels/mail/mail-address.ts';
import { createMailCustomerIds } from '../../channels/mail/mail-customer.ts';
import { createReplyAddresses } from '../../channels/mail/reply-address.ts';
import { createSmtpChannel } from '../../channels/mail/smtp-channel.ts';
import { listenForMail } from '../../channels/mail/smtp-listener.ts';
import { connectMailServer } from '../../channels/mail/smtp-transport.ts';
import { withoutRefusedAddresses } from '../../channels/mail/without-refused-addresses.ts';
import { createChatInvitations } from '../../process/chat-invitation.ts';
import { readingOf } from '../../store/chat-readings.ts';
import { refusalOf } from '../../store/refused-addresses.ts';
import { HttpPeople, injected } from './http-people.ts';
import { MailServer, type TakenMail } from './mail-server.ts';
import { startWhole, type AtTheEnd } from './start-whole.ts';
import { ToldManagement } from './told-management.ts';
import {
  startTimeSkippingWorld,
  type TimeSkippingWorld,
  type WorldOptions,
  type WorldServers,
} from './time-skipping-world.ts';

/** Kept as its users meet it: over HTTP, by chat and by real mail both ways; only the time is skipped. */
export interface StoryWorld extends TimeSkippingWorld {
  people: HttpPeople;
  /** Where customers read their mail. */
  inbox: MailServer;
  /** What came to an address about one ticket, oldest first. */
  mailsAbout(ticketNumber: number, address: string): TakenMail[];
  /** What management is told, besides its inbox. */
  management: ToldManagement;
  /** What customers are called who are known by their address alone. */
  customerIdOf(address: string): string;
  /** Sends a mail to support as a customer's mail server does. @throws Error with what our server said when it was refused */
  sendMail(mail: SendMailOptions): Promise<void>;
}

const SECRET = 'a secret of one world, long enough';

export async function startStoryWorld(
  servers: WorldServers,
  current: CurrentPolicy,
  options: Omit<WorldOptions, 'channel' | 'staffChannel'> = {},
): Promise<StoryWorld> {
  const { started, end } = await startWhole((atTheEnd) => startParts(atTheEnd, servers, current, options));
  return { ...started, end };
}

async function startParts(
  atTheEnd: AtTheEnd,
  servers: WorldServers,
  current: CurrentPolicy,
  options: Omit<WorldOptions, 'channel' | 'staffChannel'>,
): Promise<Omit<StoryWorld, 'end'>> {
  const { policy } = current;
  const { name: company, supportAddress } = policy.company;
  const inbox = await MailServer.start();
  atTheEnd(() => inbox.stop());
  const transport = connectMailServer(inbox.url);
  atTheEnd(() => transport.close());
  const replies = createReplyAddresses(SECRET, supportAddress);
  const customerIdOf = createMailCustomerIds(SECRET);
  const isAbout = (ticketNumber: number, { replyTo }: TakenMail) => {
    const read = replies.read(replyTo?.value[0]?.address ?? '');
    return typeof read === 'object' && read.ticketNumber === ticketNumber;
  };
  const management = new ToldManagement();
  const world: TimeSkippingWorld = await startTimeSkippingWorld(servers, current, {
    ...options,
    staffChannel: management,
    channel: createChatChannel({
      mail: withoutRefusedAddresses(createSmtpChannel(transport, { company, supportAddress, replies }), (address) =>
        refusalOf(world.store, address),
      ),
      readingOf: (ticketId) => readingOf(world.store, ticketId),
      now: () => world.now(),
      invitation: (message) => {
        const { store, now, dependencies } = world;
        const { links, publicUrl } = dependencies;
        return createChatInvitations({ store, links, policy, publicUrl: publicUrl ?? '', now })(message);
      },
    }),
  });
  atTheEnd(() => world.end());
  const room = openMailRoom({ ...world.dependencies, replies, customerIdOf });
  atTheEnd(() => room.stop());
  const listener = await listenForMail({
    host: '127.0.0.1',
    port: 0,
    isOurs: (address) => address === supportAddress || replies.read(address) !== 'nobody',
    store: (mail) => room.put({ ...mail, source: 'smtp' }),
    log: servers.log,
  });
  atTheEnd(() => listener.stop());
  const incoming = createTransport({ host: '127.0.0.1', port: listener.port, ignoreTLS: true });
  atTheEnd(() => incoming.close());
  return {
    ...world,
    people: new HttpPeople(injected(world.app), world.tokens),
    inbox,
    management,
    mailsAbout: (ticketNumber, address) => inbox.to(address).filter((mail) => isAbout(ticketNumber, mail)),
    // As it is read from mail.
    customerIdOf: (address) => customerIdOf(mailAddress(address) ?? address),
    sendMail: async (mail) => {
      await incoming.sendMail(mail);
    },
  };
}

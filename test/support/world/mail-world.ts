import { createTransport, type SendMailOptions, type SentMessageInfo } from 'nodemailer';
import { openMailRoom, type MailRoom } from '../../../src/api/mail/mail-room.ts';
import { createMailCustomerIds } from '../../../src/channels/mail/mail-customer.ts';
import { createReplyAddresses, type ReplyAddresses } from '../../../src/channels/mail/reply-address.ts';
import { createSmtpChannel } from '../../../src/channels/mail/smtp-channel.ts';
import { listenForMail, type MailListener } from '../../../src/channels/mail/smtp-listener.ts';
import { connectMailServer } from '../../../src/channels/mail/smtp-transport.ts';
import { withoutRefusedAddresses } from '../../../src/channels/mail/without-refused-addresses.ts';
import { refusalOf } from '../../../src/store/refused-addresses.ts';
import type { StoredMail } from '../../../src/store/incoming-mails.ts';
import { MailServer } from '../../../src/scenarios/world/mail-server.ts';
import { silentLog } from './dependencies.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from './time-skipping-world.ts';

export const SUPPORT = 'support@introserv.com';

/** Kept with both ways of mail: what it sends goes to a real server, what customers send comes through its own. */
export interface MailWorld extends TimeSkippingWorld {
  /** Where customers read their mail. */
  inbox: MailServer;
  replies: ReplyAddresses;
  customerIdOf(address: string): string;
  room: MailRoom;
  listener: MailListener;
  /** Sends a mail to us as a customer's mail server does. @throws Error with what our server said, when it was not taken */
  send(mail: SendMailOptions): Promise<SentMessageInfo>;
  /** Waits, in real time, until the mail of that subject became what it becomes. */
  outcome(subject: string, nth?: number): Promise<StoredMail>;
  mails(subject: string): Promise<StoredMail[]>;
  reopenRoom(): Promise<void>;
}

/** @param supportAddress of the company whose Kept it is */
export async function startMailWorld(supportAddress = SUPPORT): Promise<MailWorld> {
  const inbox = await MailServer.start();
  const outgoing = connectMailServer(inbox.url);
  const secret = `a secret of ${supportAddress}, long enough`;
  const replies = createReplyAddresses(secret, supportAddress);
  const customerIdOf = createMailCustomerIds(secret);
  const world: TimeSkippingWorld = await startTimeSkippingWorld({
    channel: withoutRefusedAddresses(
      createSmtpChannel(outgoing, { company: 'INTROSERV', supportAddress, replies }),
      (address) => refusalOf(world.store, address),
    ),
  });
  const { current } = world.dependencies;
  const company = { ...current.policy.company, supportAddress };
  const ours = { ...current, policy: { ...current.policy, company } };
  const open = () => openMailRoom({ ...world.dependencies, current: ours, replies, customerIdOf });
  let room = open();
  const listener = await listenForMail({
    host: '127.0.0.1',
    port: 0,
    isOurs: (address) => address === supportAddress || replies.read(address) !== 'nobody',
    store: (mail) => room.put({ ...mail, source: 'smtp' }),
    log: silentLog,
  });
  const incoming = createTransport({ host: '127.0.0.1', port: listener.port, pool: true, ignoreTLS: true });
  const mails = (subject: string) =>
    world.store
      .selectFrom('incoming_mails')
      .where('subject', '=', subject)
      .orderBy('received_at')
      .selectAll()
      .execute();
  return {
    ...world,
    inbox,
    replies,
    customerIdOf,
    listener,
    get room() {
      return room;
    },
    send: (mail) => incoming.sendMail(mail),
    mails,
    outcome: (subject, nth = 1) =>
      eventually(async () => {
        const mail = (await mails(subject))[nth - 1];
        return mail !== undefined && mail.state !== 'waiting' && mail;
      }),
    reopenRoom: async () => {
      await room.stop();
      room = open();
    },
    end: async () => {
      incoming.close();
      await listener.stop();
      await room.stop();
      await world.end();
      outgoing.close();
      await inbox.stop();
    },
  };
}

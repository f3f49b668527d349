import type { IncomingMail } from '../../channels/mail/incoming-mail.ts';
import type { MailReader } from '../../channels/mail/mail-reader.ts';
import type { ReplyAddresses } from '../../channels/mail/reply-address.ts';
import type { MailParts } from '../../store/conversation.ts';
import type { ApiDependencies } from '../dependencies.ts';

export type MailDependencies = ApiDependencies & {
  replies: ReplyAddresses;
  reader: MailReader;
  /** What a customer is called who is known by their address alone. */
  customerIdOf(address: string): string;
};

/** A mail as its steps need it. */
export interface MailInHand {
  mail: IncomingMail & { sender: NonNullable<IncomingMail['sender']> };
  /** The same for every copy of it: what it does is done once. */
  id: string;
  takenAt: string;
  /** Somebody of staff has looked at it, and lets it through. */
  isReleased: boolean;
  /** As a message of the conversation. */
  message: { body: string; mail: MailParts };
}

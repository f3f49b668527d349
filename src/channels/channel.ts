import type { Channel as Origin } from '../domain/ticket/ticket.ts';

/** A message on its way to its customer. */
export interface OutgoingMessage {
  id: string;
  ticketId: string;
  /** Its place in the ticket's journal: the same whenever it is tried. */
  seq: number;
  ticketNumber: number;
  subject: string;
  /** How the request reached us. */
  origin: Origin;
  customer: string;
  /** Where mail reaches them; `null` for who reads the conversation alone. */
  address: string | null;
  locale: string;
  author: string;
  /** `reply`: Kept answers what the customer just wrote; `notice`: it writes by itself; `null`: a person wrote. */
  automatic: 'reply' | 'notice' | null;
  body: string;
  /** The Message-IDs of the conversation's mails before it, the oldest first. */
  thread: string[];
}

/** How a message was taken. */
export interface Sent {
  /** The mail's Message-ID; `null` where there was no mail to send. */
  mailId: string | null;
}

/** The way to a customer. */
export interface Channel {
  /**
   * Resolves when the message was accepted.
   * @throws UndeliverableError for good, NotYetError to be tried again then, any other error to be tried again soon
   */
  send(message: OutgoingMessage): Promise<Sent>;
}

/** The message will never be taken, however often it is tried. */
export class UndeliverableError extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, options);
    this.name = 'UndeliverableError';
  }
}

/** Whether the message is taken shows later. */
export class NotYetError extends Error {
  constructor(
    reason: string,
    /** In how many ms to try again. */
    readonly tryAgainInMs: number,
  ) {
    super(reason);
    this.name = 'NotYetError';
  }
}

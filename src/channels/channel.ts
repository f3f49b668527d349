/** A message on its way to its customer. */
export interface OutgoingMessage {
  id: string;
  ticketNumber: number;
  subject: string;
  customer: string;
  author: string;
  body: string;
}

/** The way to a customer. Resolves when the messages were accepted, all of them; rejects to be tried again. */
export interface Channel {
  send(messages: OutgoingMessage[]): Promise<void>;
}

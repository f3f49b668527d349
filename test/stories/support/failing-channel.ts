import type { Channel, OutgoingMessage, Sent } from '../../../src/channels/channel.ts';

/** A double of the way to customers: while it fails, it accepts nothing, and says why. */
export class FailingChannel implements Channel {
  isFailing = true;
  attempts = 0;
  readonly accepted: OutgoingMessage[] = [];

  async send(message: OutgoingMessage): Promise<Sent> {
    this.attempts += 1;
    if (this.isFailing) throw new Error('the mail server is on fire');
    this.accepted.push(message);
    return { mailId: null };
  }
}

import type { Person } from '../world/person.ts';
import { eventually } from '../world/eventually.ts';
import type { StoryWorld } from '../world/story-world.ts';

/** Sends a first mail to support. @returns the id of the ticket that it opened */
export async function requestByMail(
  world: StoryWorld,
  who: Person,
  { subject, body }: { subject: string; body: string },
): Promise<string> {
  const ticketId = await sent(world, who, {
    to: world.dependencies.current.policy.company.supportAddress,
    subject,
    text: body,
  });
  if (ticketId === null) throw new Error('the mail opened no ticket');
  return ticketId;
}

/**
 * Answers the last mail that they got about a ticket, as a mail client does.
 * @returns the id of the ticket that took it: a new one, where that ticket closed long ago
 */
export async function answerMail(
  world: StoryWorld,
  who: Person,
  ticketNumber: number,
  text: string,
): Promise<string | null> {
  const last = world.mailsAbout(ticketNumber, addressOf(who)).at(-1);
  if (last === undefined) throw new Error(`${who.name} has got no mail about #${ticketNumber} to answer`);
  return sent(world, who, {
    to: last.replyTo?.value[0]?.address ?? '',
    subject: `Re: ${last.subject ?? ''}`,
    inReplyTo: last.messageId ?? '',
    references: [last.references ?? [], last.messageId ?? ''].flat(),
    text,
  });
}

/** Waits until it is known what became of the mail. @returns its ticket */
async function sent(
  world: StoryWorld,
  who: Person,
  mail: Parameters<StoryWorld['sendMail']>[0],
): Promise<string | null> {
  const address = addressOf(who);
  const theirs = () =>
    world.store
      .selectFrom('incoming_mails')
      .where((eb) => eb(eb.fn('lower', ['envelope_from']), '=', address.toLowerCase()))
      .select(['state', 'ticket_id'])
      .orderBy('received_at')
      .execute();
  const before = (await theirs()).length;
  await world.sendMail({ ...mail, from: { name: who.name, address } });
  const taken = await eventually(async () => {
    const mails = await theirs();
    const last = mails.at(-1);
    return mails.length > before && last?.state !== 'waiting' && last;
  }).catch(() => {
    throw new Error('the mail was taken, and nothing came of it: a step must come to its end before time goes on');
  });
  return taken.ticket_id;
}

function addressOf({ name, address }: Person): string {
  if (address !== undefined) return address;
  throw new Error(`${name} has no mail: give them one under actors, such as mail: ${name.toLowerCase()}@example.com`);
}

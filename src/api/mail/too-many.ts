import { HOUR } from '../../domain/calendar/instant.ts';
import { countOf, type MailOutcome } from '../../store/incoming-mails.ts';
import type { MailDependencies, MailInHand } from './mail-in-hand.ts';

/** Mails of one sender in an hour: beyond that it is a machine, which must not be answered for ever. */
export const AN_HOUR = { opened: 20, joined: 60 } as const;

const CALLED = { opened: 'new requests', joined: 'answers' } as const;

/** @returns that the mail is held until somebody of staff lets it through; `null`: there were not that many, or one did */
export async function heldAsTooMany(
  { store }: MailDependencies,
  { mail, takenAt, isReleased }: MailInHand,
  what: keyof typeof AN_HOUR,
): Promise<MailOutcome | null> {
  if (isReleased) return null;
  const since = new Date(Date.parse(takenAt) - HOUR);
  if ((await countOf(what, store, mail.sender.address, since)) < AN_HOUR[what]) return null;
  return { state: 'held', reason: `more than ${AN_HOUR[what]} ${CALLED[what]} within an hour from one sender` };
}

import type { Days } from '../domain/reports/calendar-days.ts';
import { HELD_FIXED } from './held-fixed.ts';
import type { Answer } from './answer.ts';

/** An answer, with what was asked. */
export interface Report extends Answer {
  /** The file of the other policy. */
  policy: string;
  from: string;
  to: string;
  /** By whose calendar days the tickets are chosen, and whose clock due instants are shown by. */
  zone: string;
  heldFixed: readonly string[];
}

export const reportOf = (answer: Answer, policy: string, { from, to }: Days, zone: string): Report => ({
  policy,
  from,
  to,
  zone,
  heldFixed: HELD_FIXED,
  ...answer,
});

export const headline = ({ policy, tickets, from, to }: Report): string =>
  `What if ${policy} had held for the ${counted(tickets, 'ticket')} submitted from ${from} to ${to}?`;

/** Whether there are tickets of which what is said can't be relied on. */
export const isDoubtful = ({ failed, unlike }: Report): boolean => failed.length > 0 || (unlike ?? []).length > 0;

/** What the tables leave open, in sentences: what was left out, what failed, how far reliving can be trusted. */
export function remarks({ different, unknownTeams, leftOut, failed, unlike, tickets }: Report): string[] {
  const left = leftOut.map(({ code, reactions }) => `${code} ${grouped(reactions)}`).join(', ');
  return [
    ...changes(different),
    ...(unknownTeams.length === 0 ? [] : [notThere(unknownTeams)]),
    left === ''
      ? 'Everything that people did could stand under the other policy.'
      : `Left out, as it could not stand under the other policy: ${left}.`,
    ...[...byReason(failed)].map(
      ([reason, numbers]) => `Could not be lived again and are in no table, as ${reason}: ${named(numbers)}.`,
    ),
    ...(unlike === null ? [] : [checked(unlike, tickets - failed.length)]),
  ];
}

function changes(different: Report['different']): string[] {
  const ending = different.filter((ticket) => ticket.endsOtherwise.length > 0).length;
  const moved = different.length - ending;
  if (different.length === 0) return ['No promise would have ended otherwise, or been due at another instant.'];
  return [
    ending === 0
      ? 'No promise would have ended otherwise.'
      : `Promises of ${counted(ending, 'ticket')} would have ended otherwise, or not been made at all.`,
    ...(moved === 0
      ? []
      : [`Of ${counted(moved, ending === 0 ? 'ticket' : 'further ticket')} only due instants would have moved.`]),
  ];
}

const notThere = (teams: string[]): string =>
  `The other policy has no team ${teams.join(', ')}: before is what was recorded of it, after is with the teams that would have ` +
  'held its tickets. What the first line did, the other first line does; what was handed over to another such team stays where it was.';

const checked = (unlike: number[], tickets: number): string =>
  unlike.length === 0
    ? `Check: lived again under their own policies, all ${counted(tickets, 'ticket')} came to the recorded promises.`
    : `Check: lived again under their own policies, ${grouped(tickets - unlike.length)} of ${counted(tickets, 'ticket')} came ` +
      `to the recorded promises. These did not, as they were lived under other code, and what is said of them is ` +
      `doubtful: ${named(unlike)}.`;

function byReason(failed: Report['failed']): Map<string, number[]> {
  const reasons = new Map<string, number[]>();
  for (const { reason, number } of failed) reasons.set(reason, [...(reasons.get(reason) ?? []), number]);
  return reasons;
}

const MOST_NAMED = 50;

/** "#3, #7"; --json names all, however many there are. */
const named = (numbers: number[]): string =>
  numbers
    .slice(0, MOST_NAMED)
    .map((number) => `#${number}`)
    .join(', ') + (numbers.length > MOST_NAMED ? ` and ${grouped(numbers.length - MOST_NAMED)} more` : '');

/** "10,000", for people. */
export const grouped = (count: number): string => count.toLocaleString('en');

const counted = (count: number, noun: string): string => `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;

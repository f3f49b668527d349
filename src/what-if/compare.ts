import type { Instant } from '../domain/calendar/instant.ts';
import type { PromiseKind, TicketPromise } from '../domain/promises/promise.ts';
import { nameOf } from './owers.ts';

/** What became of a promise. `dueAt` is `null` while its clock is paused. */
export interface Fate extends Pick<TicketPromise, 'state' | 'dueAt'> {
  /** Whose it was to keep. */
  team: string;
}

/** One promise under both policies; `null` where it is not made at all. */
export interface Compared {
  kind: PromiseKind;
  cycle: number;
  before: Fate | null;
  after: Fate | null;
}

/** A life's promises, and whose each is. */
export interface Promised {
  promises: readonly TicketPromise[];
  owers: ReadonlyMap<string, string>;
  /** The team that new tickets come to. */
  firstTeam: string;
}

/** The promises of a ticket, each beside the one under the other policy that is the same to whoever awaits it. */
export function compare(before: Promised, after: Promised): Compared[] {
  const recorded = fatesOf(before);
  const others = fatesOf(after);
  const compared = [...recorded].map(([name, { kind, cycle, fate }]) => {
    const other = others.get(name)?.fate ?? null;
    others.delete(name);
    return { kind, cycle, before: fate, after: other };
  });
  const added = [...others.values()].map(({ kind, cycle, fate }) => ({ kind, cycle, before: null, after: fate }));
  return [...compared, ...added];
}

/**
 * A customer is owed the second update by whoever holds the ticket then, so kind and cycle tell which it is. A pick-up is the
 * receiving team's: another team's is not the same, even if it is the first of the ticket as well.
 */
function fatesOf({ promises, owers, firstTeam }: Promised) {
  const pickUps = new Map<string, number>();
  return new Map(
    promises.map(({ kind, cycle, state, dueAt }) => {
      const team = owers.get(nameOf({ kind, cycle })) ?? 'nobody';
      const named = { kind, cycle, fate: { state, dueAt, team } };
      if (kind !== 'pick-up') return [nameOf(named), named];
      const count = (pickUps.get(team) ?? 0) + 1;
      pickUps.set(team, count);
      return [`${nameOf({ kind, cycle: count })} by ${team === firstTeam ? 'the first line' : team}`, named];
    }),
  );
}

/** Whether it ends otherwise: then people would have noticed. */
export const endsOtherwise = ({ before, after }: Compared): boolean => before?.state !== after?.state;

/** Whether it is the same promise with another due instant, and the same end. */
export const isMoved = (compared: Compared): boolean =>
  !endsOtherwise(compared) && compared.before?.dueAt !== compared.after?.dueAt;

const instantOrNone = (instant: Instant | null): string => instant ?? '-';

/** Whether two lives come to the very same promises. */
export function areSame(one: readonly TicketPromise[], other: readonly TicketPromise[]): boolean {
  return one.length === other.length && told(one) === told(other);
}

const told = (promises: readonly TicketPromise[]): string =>
  promises
    .map(({ madeAt, dueAt, state, settledAt, ...promise }) =>
      [nameOf(promise), madeAt, instantOrNone(dueAt), state, instantOrNone(settledAt)].join(' '),
    )
    .sort()
    .join('\n');

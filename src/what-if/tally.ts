import { PROMISE_KINDS, type TicketPromise } from '../domain/promises/promise.ts';
import type { Compared, Fate } from './compare.ts';

export interface Outcomes {
  kept: number;
  missed: number;
  /** Withdrawn, or still owed. */
  other: number;
}

/** How many promises came to what, before and after. */
export interface Tally {
  before: Outcomes;
  after: Outcomes;
  /** Missed before, and kept after. */
  better: number;
  /** Kept before, and missed after. */
  worse: number;
}

export interface NamedTally extends Tally {
  name: string;
}

const nothing = (): Tally => ({
  before: { kept: 0, missed: 0, other: 0 },
  after: { kept: 0, missed: 0, other: 0 },
  better: 0,
  worse: 0,
});

export class Tallies {
  readonly total = nothing();
  private readonly kinds = new Map<string, Tally>();
  private readonly teams = new Map<string, Tally>();

  /** Under the other policy another team may owe it: each is counted with its own, and the change with who owed it then. */
  count(compared: Compared): void {
    const { kind, before, after } = compared;
    const tallies = [this.total, named(this.kinds, kind)];
    if (before !== null) for (const tally of [...tallies, named(this.teams, before.team)]) addBefore(tally, compared);
    if (after !== null) for (const tally of [...tallies, named(this.teams, after.team)]) addAfter(tally, after);
  }

  /** What was counted of other tickets. */
  include({ total, byKind, byTeam }: Pick<Tallies, 'total' | 'byKind' | 'byTeam'>): void {
    add(this.total, total);
    for (const { name, ...tally } of byKind) add(named(this.kinds, name), tally);
    for (const { name, ...tally } of byTeam) add(named(this.teams, name), tally);
  }

  /** In the order in which promises are usually made. */
  get byKind(): NamedTally[] {
    return PROMISE_KINDS.flatMap((name) => {
      const tally = this.kinds.get(name);
      return tally === undefined ? [] : [{ name, ...tally }];
    });
  }

  get byTeam(): NamedTally[] {
    return [...this.teams].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, tally]) => ({ name, ...tally }));
  }
}

function named(tallies: Map<string, Tally>, name: string): Tally {
  const tally = tallies.get(name) ?? nothing();
  tallies.set(name, tally);
  return tally;
}

function addBefore(tally: Tally, { before, after }: Compared): void {
  if (before === null) return;
  tally.before[outcomeOf(before.state)] += 1;
  if (before.state === 'missed' && after?.state === 'kept') tally.better += 1;
  if (before.state === 'kept' && after?.state === 'missed') tally.worse += 1;
}

function addAfter(tally: Tally, { state }: Fate): void {
  tally.after[outcomeOf(state)] += 1;
}

function add(tally: Tally, { before, after, better, worse }: Tally): void {
  addOutcomes(tally.before, before);
  addOutcomes(tally.after, after);
  tally.better += better;
  tally.worse += worse;
}

function addOutcomes(outcomes: Outcomes, { kept, missed, other }: Outcomes): void {
  outcomes.kept += kept;
  outcomes.missed += missed;
  outcomes.other += other;
}

const outcomeOf = (state: TicketPromise['state']): keyof Outcomes =>
  state === 'kept' || state === 'missed' ? state : 'other';

/** A tally as a row of a table: kept, missed and other before, the same after, then better and worse. */
export const cellsOf = ({ before, after, better, worse }: Tally): number[] => [
  ...[before, after].flatMap(({ kept, missed, other }) => [kept, missed, other]),
  better,
  worse,
];

import type { RefusalCode } from '../domain/ticket/refusal.ts';
import type { Compared } from './compare.ts';
import { Tallies, type NamedTally, type Tally } from './tally.ts';

/** A ticket some promises of which would have ended otherwise, or been due at another instant. */
export interface Different {
  number: number;
  endsOtherwise: Compared[];
  moved: Compared[];
}

/** Reactions that could not stand under the other policy, by why not. */
export interface LeftOut {
  code: RefusalCode;
  reactions: number;
}

export interface Answer {
  tickets: number;
  total: Tally;
  byKind: NamedTally[];
  byTeam: NamedTally[];
  /** Teams that promises were recorded of, and that the other policy does not have. */
  unknownTeams: string[];
  different: Different[];
  /** The most frequent first. */
  leftOut: LeftOut[];
  /** Tickets that could not be lived again at all. */
  failed: { number: number; reason: string }[];
  /** Tickets that come to other promises than recorded even under their own policy; `null`: not looked at. */
  unlike: number[] | null;
}

/** The answer for all tickets, from those for some of them each, in the order of the tickets. */
export function merged(answers: readonly Answer[]): Answer {
  const tallies = new Tallies();
  for (const answer of answers) tallies.include(answer);
  const { total, byKind, byTeam } = tallies;
  return {
    tickets: answers.reduce((all, { tickets }) => all + tickets, 0),
    total,
    byKind,
    byTeam,
    unknownTeams: [...new Set(answers.flatMap(({ unknownTeams }) => unknownTeams))].sort(),
    different: answers.flatMap(({ different }) => different),
    leftOut: counted(answers.flatMap(({ leftOut }) => leftOut)),
    failed: answers.flatMap(({ failed }) => failed),
    unlike: answers.some(({ unlike }) => unlike === null) ? null : answers.flatMap(({ unlike }) => unlike ?? []),
  };
}

/** Each code once. Those that are as frequent go by name, so that no order depends on who counted what. */
export function counted(leftOut: Iterable<LeftOut>): LeftOut[] {
  const counts = new Map<RefusalCode, number>();
  for (const { code, reactions } of leftOut) counts.set(code, (counts.get(code) ?? 0) + reactions);
  return [...counts]
    .map(([code, reactions]) => ({ code, reactions }))
    .sort((a, b) => b.reactions - a.reactions || (a.code < b.code ? -1 : 1));
}

import { setImmediate } from 'node:timers/promises';
import { earlier, type Instant } from '../domain/calendar/instant.ts';
import type { Days } from '../domain/reports/calendar-days.ts';
import { APPROVERS } from '../domain/policy/approvers.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { RefusalCode } from '../domain/ticket/refusal.ts';
import type { Store } from '../store/connect.ts';
import { readPastTickets, type PastTicket } from '../store/past-tickets.ts';
import type { PolicyShelf } from '../store/policies.ts';
import { areSame, compare, endsOtherwise, isMoved, type Compared } from './compare.ts';
import { HoursUnder } from './hours-under.ts';
import { knownUntil, lifeIn } from './life.ts';
import { owersIn } from './owers.ts';
import { relive } from './relive.ts';
import { Tallies, type NamedTally, type Tally } from './tally.ts';

export interface Question {
  store: Store;
  policies: PolicyShelf;
  /** The other policy. */
  policy: Policy;
  /** On which the tickets were submitted. */
  days: Days;
  /** Where the lives of open tickets end. */
  now: Instant;
  /** Whether each is lived again under its own policy as well. */
  check: boolean;
  /** Told now and then, with how many tickets are done. */
  progress(tickets: number): void;
  /** Ends it between two tickets. */
  stop: AbortSignal;
}

/** A ticket some promises of which would have ended otherwise, or been due at another instant. */
export interface Different {
  number: number;
  endsOtherwise: Compared[];
  moved: Compared[];
}

export interface Answer {
  tickets: number;
  total: Tally;
  byKind: NamedTally[];
  byTeam: NamedTally[];
  /** Teams that promises were recorded of, and that the other policy does not have. */
  unknownTeams: string[];
  different: Different[];
  /** Reactions that could not stand under the other policy, by why not, the most frequent first. */
  leftOut: { code: RefusalCode; reactions: number }[];
  /** Tickets that could not be lived again at all. */
  failed: { number: number; reason: string }[];
  /** Tickets that come to other promises than recorded even under their own policy; `null`: not looked at. */
  unlike: number[] | null;
}

/** What would have become of the promises to past tickets, had another policy held. */
export async function whatIf(question: Question): Promise<Answer> {
  const { store, days, progress, stop } = question;
  const study = new Study(question);
  for await (const page of readPastTickets(store, days)) {
    for (const past of page) {
      await study.add(past);
      progress(study.tickets);
      // So that a signal is heard.
      await setImmediate();
      stop.throwIfAborted();
    }
  }
  return study.answer;
}

class Study {
  tickets = 0;
  private readonly tallies = new Tallies();
  private readonly other: HoursUnder;
  private readonly own = new Map<string, HoursUnder>();
  private readonly refused = new Map<RefusalCode, number>();
  private readonly different: Different[] = [];
  private readonly failed: Answer['failed'] = [];
  private readonly unlike: number[] = [];

  constructor(private readonly question: Question) {
    this.other = this.under(question.policy);
  }

  async add(past: PastTicket): Promise<void> {
    this.tickets += 1;
    // Read from the database, and so not among what a single ticket may fail by.
    const own = this.question.check ? await this.underOwn(past.policyHash) : null;
    try {
      this.study(past, own);
    } catch (error) {
      this.failed.push({ number: past.number, reason: (error as Error).message });
    }
  }

  get answer(): Answer {
    const { total, byKind, byTeam } = this.tallies;
    const leftOut = [...this.refused].map(([code, reactions]) => ({ code, reactions }));
    return {
      tickets: this.tickets,
      total,
      byKind,
      byTeam,
      unknownTeams: byTeam
        .map(({ name }) => name)
        .filter((name) => name !== APPROVERS && !(name in this.other.terms.teams)),
      different: this.different,
      leftOut: leftOut.sort((a, b) => b.reactions - a.reactions),
      failed: this.failed,
      unlike: this.question.check ? this.unlike : null,
    };
  }

  private study({ number, ticket, events }: PastTicket, own: HoursUnder | null): void {
    const life = lifeIn(events, knownUntil(ticket, this.question.now));
    const isUnlike = own !== null && !areSame(relive(life, own).promises, ticket.promises);
    const relived = relive(life, this.other);
    const compared = compare(
      { promises: ticket.promises, owers: owersIn(events), firstTeam: life.firstTeam },
      { promises: relived.promises, owers: owersIn(relived.events), firstTeam: this.other.terms.firstTeam },
    );
    if (isUnlike) this.unlike.push(number);
    for (const one of compared) this.tallies.count(one);
    for (const code of relived.refusals) this.refused.set(code, (this.refused.get(code) ?? 0) + 1);
    const different = { number, endsOtherwise: compared.filter(endsOtherwise), moved: compared.filter(isMoved) };
    if (different.endsOtherwise.length + different.moved.length > 0) this.different.push(different);
  }

  private async underOwn(hash: string): Promise<HoursUnder> {
    const known = this.own.get(hash) ?? this.under(await this.question.policies.find(hash));
    this.own.set(hash, known);
    return known;
  }

  private under(policy: Policy): HoursUnder {
    const { days, now } = this.question;
    return new HoursUnder(policy, earlier(days.ends, now));
  }
}

import type { Instant } from '../domain/calendar/instant.ts';
import { APPROVERS } from '../domain/policy/approvers.ts';
import type { RefusalCode } from '../domain/ticket/refusal.ts';
import { pastTicket, type PastRow, type PastTicket } from '../store/past-ticket.ts';
import { counted, type Answer } from './answer.ts';
import { areSame, compare, endsOtherwise, isMoved } from './compare.ts';
import type { HoursUnder } from './hours-under.ts';
import { knownUntil, lifeIn } from './life.ts';
import { owersIn } from './owers.ts';
import { relive } from './relive.ts';
import { Tallies } from './tally.ts';

/** What is looked for in tickets, whichever they are. */
export interface Purpose {
  /** Where the lives of open tickets end. */
  now: Instant;
  /** Whether each is lived again under its own policy as well. */
  check: boolean;
}

/** Lives tickets again, one after the other, and counts what becomes of their promises. */
export class Study {
  private tickets = 0;
  private readonly tallies = new Tallies();
  private readonly refusals: RefusalCode[] = [];
  private readonly different: Answer['different'] = [];
  private readonly failed: Answer['failed'] = [];
  private readonly unlike: number[] = [];

  /** @param other the policy that is asked about */
  constructor(
    private readonly purpose: Purpose,
    private readonly other: HoursUnder,
  ) {}

  /** @param own the policy that held for it, where that is to be checked */
  add(row: PastRow, own: HoursUnder | null): void {
    this.tickets += 1;
    try {
      this.study(pastTicket(row), own);
    } catch (error) {
      this.failed.push({ number: row.number, reason: (error as Error).message });
    }
  }

  get answer(): Answer {
    const { total, byKind, byTeam } = this.tallies;
    return {
      tickets: this.tickets,
      total,
      byKind,
      byTeam,
      unknownTeams: byTeam
        .map(({ name }) => name)
        .filter((name) => name !== APPROVERS && !(name in this.other.terms.teams)),
      different: this.different,
      leftOut: counted(this.refusals.map((code) => ({ code, reactions: 1 }))),
      failed: this.failed,
      unlike: this.purpose.check ? this.unlike : null,
    };
  }

  private study({ number, ticket, events }: PastTicket, own: HoursUnder | null): void {
    const life = lifeIn(events, knownUntil(ticket, this.purpose.now));
    const isUnlike = own !== null && !areSame(relive(life, own).promises, ticket.promises);
    const relived = relive(life, this.other);
    const compared = compare(
      { promises: ticket.promises, owers: owersIn(events), firstTeam: life.firstTeam },
      { promises: relived.promises, owers: owersIn(relived.events), firstTeam: this.other.terms.firstTeam },
    );
    if (isUnlike) this.unlike.push(number);
    for (const one of compared) this.tallies.count(one);
    this.refusals.push(...relived.refusals);
    const different = { number, endsOtherwise: compared.filter(endsOtherwise), moved: compared.filter(isMoved) };
    if (different.endsOtherwise.length + different.moved.length > 0) this.different.push(different);
  }
}

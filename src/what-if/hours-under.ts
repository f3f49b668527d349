import { after, DAY, earlier, later, msBetween, type Instant } from '../domain/calendar/instant.ts';
import { NeedsMoreHours, type OpeningHours } from '../domain/calendar/opening-hours.ts';
import { resolveOpeningHours } from '../domain/calendar/resolve-opening-hours.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { termsOf, type Terms } from '../domain/policy/terms.ts';
import type { Facts } from '../domain/ticket/draft.ts';

/** So that what was asked for by a day or two more need not be resolved again. */
const ROOM = 35 * DAY;
const ENOUGH_ROUNDS = 50;

/** A policy with its opening hours, each resolved once for all tickets, and again only where more of them is needed. */
export class HoursUnder {
  private readonly hours: OpeningHours[] = [];
  private readonly facts: Facts;

  /** @param ends of the time in which tickets were submitted */
  constructor(
    private readonly policy: Policy,
    private readonly ends: Instant,
  ) {
    this.facts = { terms: termsOf(policy), hours: this.hours };
  }

  get terms(): Terms {
    return this.facts.terms;
  }

  /**
   * Asks until the answer needs no more hours.
   * @param since about when the first hours are needed; who asks later needs none before
   * @throws UnknownHoursError when the policy has no such team at such a site
   */
  answer<T>(since: Instant, ask: (facts: Facts) => T | NeedsMoreHours): T {
    for (let round = 0; round < ENOUGH_ROUNDS; round += 1) {
      const answer = ask(this.facts);
      if (!(answer instanceof NeedsMoreHours)) return answer;
      this.resolve(answer, since);
    }
    throw new Error('however many opening hours are known, more are asked for');
  }

  /** Each time twice as far as before, so that many tickets ask seldom. */
  private resolve({ key, beyond }: NeedsMoreHours, since: Instant): void {
    const index = this.hours.findIndex(({ team, site }) => team === key.team && site === key.site);
    const known = this.hours[index] ?? { from: after(since, -ROOM), until: later(since, this.ends) };
    const asked = beyond ?? known.until;
    const from = asked < known.from ? after(asked, -ROOM) : known.from;
    const until = later(after(known.until, ROOM), after(asked, Math.max(ROOM, msBetween(known.from, known.until) / 2)));
    const hours = resolveOpeningHours(this.policy, key, earlier(from, known.from), until);
    if (index < 0) this.hours.push(hours);
    else this.hours[index] = hours;
  }
}

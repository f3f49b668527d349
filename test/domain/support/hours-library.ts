import { after, DAY, earlier, later, type Instant } from '../../../src/domain/calendar/instant.ts';
import { NeedsMoreHours, type HoursKey, type OpeningHours } from '../../../src/domain/calendar/opening-hours.ts';
import { resolveOpeningHours } from '../../../src/domain/calendar/resolve-opening-hours.ts';
import type { Facts } from '../../../src/domain/ticket/draft.ts';
import { policy, terms } from './shipped-policy.ts';

const ENOUGH_ROUNDS = 20;
const resolved = new Map<string, OpeningHours>();

/** Opening hours as a workflow collects them: none at first, more whenever a decision asks for more. */
export class HoursLibrary {
  private readonly shelf = new Map<string, OpeningHours>();

  /** Asks until the answer needs no more hours, as the workflow does. */
  answer<T>(now: Instant, ask: (facts: Facts) => T | NeedsMoreHours): T {
    for (let round = 0; round < ENOUGH_ROUNDS; round += 1) {
      const answer = ask({ terms, hours: [...this.shelf.values()] });
      if (!(answer instanceof NeedsMoreHours)) return answer;
      this.fetch(answer.key, answer.beyond ?? now, now);
    }
    throw new Error('however many opening hours are known, more are asked for');
  }

  private fetch(key: HoursKey, beyond: Instant, now: Instant): void {
    const name = `${key.team} at ${key.site}`;
    const known = this.shelf.get(name);
    const from = earlier(known?.from ?? now, beyond);
    const until = later(known?.until ?? now, after(beyond, terms.openingHoursHorizon));
    this.shelf.set(name, hoursOf(key, from, until));
  }
}

/** Hours at least from `from` to `until`; whole months, so that stories share what was resolved. */
export function hoursOf(key: HoursKey, from: Instant, until: Instant): OpeningHours {
  const begin = `${from.slice(0, 7)}-01T00:00:00.000Z`;
  const end = `${after(until, 31 * DAY).slice(0, 7)}-01T00:00:00.000Z`;
  const name = `${key.team} ${key.site} ${begin} ${end}`;
  const hours = resolved.get(name) ?? resolveOpeningHours(policy, key, begin, end);
  resolved.set(name, hours);
  return hours;
}

import { setImmediate } from 'node:timers/promises';
import { after, DAY, earlier, epochOf, later, type Instant } from '../domain/calendar/instant.ts';
import type { HoursKey } from '../domain/calendar/opening-hours.ts';
import { resolveOpeningHours, siteOfTeam } from '../domain/calendar/resolve-opening-hours.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Span } from '../domain/reports/spans.ts';
import { workingSpans, type WorkingSpans } from '../domain/reports/working-spans.ts';

/** Resolving a year takes some 100 ms: too long to keep a process from all else. */
const AT_A_TIME = 30 * DAY;

/** The opening hours of some time, for many tickets: each team's at each site are resolved once for each policy. */
export class HoursShelf {
  private readonly known = new Map<string, WorkingSpans>();
  private readonly until: Instant;

  constructor(
    private readonly from: Instant,
    now: Instant,
  ) {
    // A worker's clock may be a little ahead of ours.
    this.until = after(later(from, now), DAY);
  }

  /** @throws UnknownHoursError when the policy has no such team */
  async find(policy: Policy, policyHash: string, team: string, serviceSite: string | null): Promise<WorkingSpans> {
    const key = { team, site: siteOfTeam(policy, team, serviceSite) };
    const name = `${policyHash} ${team} ${key.site}`;
    const hours = this.known.get(name) ?? (await this.resolve(policy, key));
    this.known.set(name, hours);
    return hours;
  }

  private async resolve(policy: Policy, key: HoursKey): Promise<WorkingSpans> {
    const open: Span[] = [];
    for (let from = this.from; from < this.until; from = after(from, AT_A_TIME)) {
      const until = earlier(after(from, AT_A_TIME), this.until);
      const part = workingSpans(resolveOpeningHours(policy, key, from, until));
      if (part.open === null) return part;
      open.push(...part.open);
      await setImmediate();
    }
    return { key, from: epochOf(this.from), to: epochOf(this.until), open };
  }
}

import { DAY, after, earlier, later, type Instant, type Milliseconds } from '../domain/calendar/instant.ts';
import type { NeedsMoreHours, OpeningHours } from '../domain/calendar/opening-hours.ts';
import type { Lane } from './lane.ts';
import { localActivities } from './local-activities.ts';

/** The opening hours that this run has needed so far, resolved to UTC outside the workflow. */
export class OpeningHoursCache {
  readonly known: OpeningHours[] = [];

  constructor(
    private readonly policyHash: string,
    private readonly horizon: Milliseconds,
    private readonly lane: Lane,
  ) {}

  /** Fetches what a decision lacked, with room to spare on both sides. */
  async fetch({ key, beyond }: NeedsMoreHours, now: Instant): Promise<void> {
    const same = ({ team, site }: OpeningHours) => team === key.team && site === key.site;
    await this.lane.run(async () => {
      // Read when its turn has come: others may have fetched meanwhile.
      const { from, until } = this.known.find(same) ?? { from: now, until: now };
      const hours = await localActivities.openingsOf({
        policyHash: this.policyHash,
        key,
        // A day back: customers' commands count from when they were taken, a little before the workflow's own now.
        from: earlier(from, after(earlier(beyond ?? now, now), -DAY)),
        until: after(later(until, later(beyond ?? now, now)), this.horizon),
      });
      this.known.splice(0, this.known.length, ...this.known.filter((known) => !same(known)), hours);
    });
  }
}

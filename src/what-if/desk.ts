import { setImmediate } from 'node:timers/promises';
import { earlier } from '../domain/calendar/instant.ts';
import type { Policy } from '../domain/policy/schema.ts';
import type { Days } from '../domain/reports/calendar-days.ts';
import type { Answer } from './answer.ts';
import { HoursUnder } from './hours-under.ts';
import type { Portion } from './portions.ts';
import { Study, type Purpose } from './study.ts';

/** What is asked, as plain data: it may be asked in several threads. */
export interface Asked extends Purpose {
  /** The other policy. */
  policy: Policy;
  /** On which the tickets were submitted. */
  days: Days;
}

/** Where portions are studied, one at a time. Opening hours that were resolved for one serve those after it. */
export class Desk {
  private readonly other: HoursUnder;
  private readonly own = new Map<string, HoursUnder>();

  constructor(private readonly asked: Asked) {
    this.other = this.under(asked.policy);
  }

  /** @param over ends it between two tickets */
  async study({ rows, policies }: Portion, over?: AbortSignal): Promise<Answer> {
    for (const [hash, policy] of policies) if (!this.own.has(hash)) this.own.set(hash, this.under(policy));
    const study = new Study(this.asked, this.other);
    for (const row of rows) {
      study.add(row, this.own.get(row.policyHash) ?? null);
      // So that whoever else this thread serves is heard.
      await setImmediate();
      over?.throwIfAborted();
    }
    return study.answer;
  }

  private under(policy: Policy): HoursUnder {
    const { days, now } = this.asked;
    return new HoursUnder(policy, earlier(days.ends, now));
  }
}

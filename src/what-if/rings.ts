import { SYSTEM } from '../domain/ticket/actor.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { after, later, type Instant } from '../domain/calendar/instant.ts';

/** A timer that was due at `from` rang only at `to`: Kept was away, or a moment late. */
export interface Absence {
  from: Instant;
  to: Instant;
}

/** Before every instant. */
const NEVER: Instant = '';

/**
 * When a ticket's timers rang. That Kept was away is no matter of the policy: what falls due meanwhile happens when it is
 * back, under any policy.
 */
export class Rings {
  readonly absences: Absence[] = [];
  private closesAt: Instant | null = null;
  /** Timers due before these had rung: on time those of the instant itself as well. */
  private onTime: Instant = NEVER;
  private late: Instant = NEVER;

  hear(event: TicketEvent): void {
    if (event.type === 'waiting.began' || event.type === 'ticket.resolved') this.closesAt = event.data.closesAt;
    const due = this.dueOf(event);
    if (due === null) return;
    if (due >= event.at) this.onTime = later(this.onTime, after(event.at, 1));
    else {
      this.late = later(this.late, event.at);
      this.absences.push({ from: due, to: event.at });
    }
  }

  /**
   * Before when all that is due had rung when somebody acted. This may be after `at`, from which a customer's word counts,
   * however long it was on its way. What rang late in that very instant was noticed by who acted.
   */
  rungBefore(at: Instant): Instant {
    return this.late > at ? this.rung : this.onTime;
  }

  /** The same, so far. */
  get rung(): Instant {
    return later(this.onTime, this.late);
  }

  private dueOf({ type, by, data }: TicketEvent): Instant | null {
    switch (type) {
      case 'promise.warned':
      case 'promise.missed':
      case 'reminder.sent':
      case 'approval.expired':
        return data.dueAt;
      case 'ticket.closed':
        return by === SYSTEM ? this.closesAt : null;
      default:
        return null;
    }
  }
}

/** When a timer rings that is due at an instant. */
export const ringsAt = (due: Instant, absences: readonly Absence[]): Instant =>
  absences.find(({ from, to }) => from <= due && due < to)?.to ?? due;

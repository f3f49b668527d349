import { instantOf, type Instant } from '../../../src/domain/calendar/instant.ts';
import { WEEKDAYS, type Week } from '../../../src/domain/policy/week.ts';

const MINUTE = 60_000;
/** Every offset and every change of offset of our days is a multiple of a quarter of an hour. */
const CELL_MINUTES = 15;
const CELL = CELL_MINUTES * MINUTE;

interface Reading {
  date: string;
  weekday: string;
  minutes: number;
}

interface Cell extends Reading {
  at: number;
  open: boolean;
}

/** Intl is slow and the same days are read again and again. */
const readings = new Map<string, Map<number, Reading>>();

function readingsIn(zone: string): (at: number) => Reading {
  const clock = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    weekday: 'short',
  });
  const known = readings.get(zone) ?? new Map<number, Reading>();
  readings.set(zone, known);
  return (at) => {
    const part = known.has(at)
      ? {}
      : Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, value]));
    const reading = known.get(at) ?? {
      date: `${part['year']}-${part['month']}-${part['day']}`,
      weekday: (part['weekday'] ?? '').slice(0, 3).toLowerCase(),
      minutes: Number(part['hour']) * 60 + Number(part['minute']),
    };
    known.set(at, reading);
    return reading;
  };
}

/**
 * Opening hours by brute force: asks Intl, which shares no code with the polyfill, what the wall clock shows in every
 * quarter of an hour, and walks through them. All instants asked about must be whole minutes.
 */
export class WallClockOracle {
  private readonly cells: Cell[] = [];

  /** @param from start of the known stretch, in epoch milliseconds on a quarter of an hour */
  constructor(
    zone: string,
    private readonly week: Week,
    private readonly closedOn: ReadonlySet<string>,
    from: number,
    days: number,
  ) {
    const read = readingsIn(zone);
    // Two days more on both sides, so that whole local days are seen.
    for (let at = from - 48 * 60 * MINUTE; at < from + (days + 2) * 24 * 60 * MINUTE; at += CELL) {
      this.cells.push({ ...read(at), at, open: false });
    }
    for (const date of new Set(this.cells.map((cell) => cell.date))) this.openSlots(date);
  }

  private openSlots(date: string): void {
    const day = this.cells.filter((cell) => cell.date === date);
    const weekday = WEEKDAYS.find((name) => name === day[0]?.weekday);
    if (weekday === undefined || this.closedOn.has(date)) return;
    for (const { opens, closes } of this.week[weekday]) {
      const reached = (minutes: number): number => {
        const index = day.findIndex((cell) => cell.minutes >= minutes);
        return index < 0 ? day.length : index;
      };
      for (const cell of day.slice(reached(opens), reached(closes))) cell.open = true;
    }
  }

  private index(at: number): number {
    return Math.floor((at - (this.cells[0]?.at ?? 0)) / CELL);
  }

  isOpen(at: number): boolean {
    return this.cells[this.index(at)]?.open ?? false;
  }

  /** Minute by minute. */
  workingMinutes(from: number, to: number): number {
    let minutes = 0;
    for (let at = from; at < to; at += MINUTE) if (this.isOpen(at)) minutes += 1;
    return minutes;
  }

  /** Minute by minute; `null` when `until` comes first. */
  addWorkingMinutes(from: number, minutes: number, until: number): Instant | null {
    let at = from;
    for (let left = minutes; left > 0; at += MINUTE) {
      if (at >= until) return null;
      if (this.isOpen(at)) left -= 1;
    }
    return at < until ? instantOf(at) : null;
  }

  /** The first instant from `at` on that is open, or closed; `null` when `until` comes first. */
  first(open: boolean, at: number, until: number): Instant | null {
    let now = at;
    while (now < until && this.isOpen(now) !== open) now += MINUTE;
    return now < until ? instantOf(now) : null;
  }

  /** `null` when `until` comes first. */
  endOfNextWorkingDay(at: number, until: number): Instant | null {
    const today = this.cells[this.index(at)]?.date;
    const later = this.cells.filter((cell) => cell.at > at && cell.date !== today && cell.open);
    const last = later.filter((cell) => cell.date === later[0]?.date).at(-1);
    return last === undefined || last.at + CELL >= until ? null : instantOf(last.at + CELL);
  }
}

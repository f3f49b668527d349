import { z } from 'zod';

/** In the order of ISO 8601, where Monday is day 1. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** A stretch of a local day in minutes after its midnight, by the wall clock; `closes` is at most 1440. */
export interface Slot {
  opens: number;
  closes: number;
}

/** The slots of each weekday, in order and disjoint. */
export type Week = Record<Weekday, Slot[]>;

/** A time of the wall clock such as `08:00`, in minutes after midnight. */
export const TimeOfDay = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as 08:00')
  .transform((written) => Number(written.slice(0, 2)) * 60 + Number(written.slice(3)));

type Report = (path: string[], message: string) => void;

const SLOT = /^(\d\d):([0-5]\d)-(\d\d):([0-5]\d)$/;
const END_OF_DAY = 24 * 60;

/** Opening hours: `24/7`, or slots by weekday as in `{ mon-fri: "09:00-12:00, 13:00-18:00" }`, times from 00:00 to 24:00. */
export const Hours = z.unknown().transform((written, ctx): '24/7' | Week => {
  if (written === '24/7') return written;
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    ctx.addIssue({ code: 'custom', message: 'expected 24/7 or slots by weekday such as { mon-fri: 09:00-18:00 }' });
    return z.NEVER;
  }
  return weekOf(Object.entries(written), (path, message) => ctx.addIssue({ code: 'custom', path, message }));
});

function weekOf(entries: [string, unknown][], report: Report): Week {
  const week: Week = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] };
  const named = new Set<Weekday>();
  for (const [range, written] of entries) {
    const days = daysOf(range);
    if (days === null) {
      report([range], 'expected a weekday or a range of them, such as sat or mon-fri');
      continue;
    }
    const slots = slotsOf(written, (message) => report([range], message));
    for (const day of days) {
      if (named.has(day)) report([range], `expected each weekday once, but ${day} is named again`);
      named.add(day);
      week[day] = slots;
    }
  }
  if (entries.length === 0) report([], 'expected at least one weekday with slots');
  return week;
}

function daysOf(range: string): Weekday[] | null {
  const [first = '', last = first, ...rest] = range.split('-');
  const from = WEEKDAYS.findIndex((day) => day === first);
  const to = WEEKDAYS.findIndex((day) => day === last);
  return rest.length > 0 || from < 0 || to < from ? null : WEEKDAYS.slice(from, to + 1);
}

function slotsOf(written: unknown, report: (message: string) => void): Slot[] {
  const texts = typeof written === 'string' ? written.split(/\s*,\s*/) : [];
  const slots = texts.map(slotOf);
  if (slots.length === 0 || slots.includes(null)) {
    report('expected slots such as 09:00-18:00 or 09:00-12:00, 13:00-18:00, at the latest to 24:00');
    return [];
  }
  const whole = slots.filter((slot) => slot !== null);
  if (whole.some(({ opens, closes }) => closes <= opens)) {
    report('expected every slot to close after it opens; write hours that pass midnight as two slots');
  } else if (whole.some(({ opens }, index) => opens < (whole[index - 1]?.closes ?? 0))) {
    report('expected slots in order that do not overlap');
  }
  return whole;
}

function slotOf(text: string): Slot | null {
  const [, ...parts] = SLOT.exec(text) ?? [];
  const [opensHour, opensMinute, closesHour, closesMinute] = parts.map(Number);
  if (opensHour === undefined || opensMinute === undefined || closesHour === undefined || closesMinute === undefined) {
    return null;
  }
  const slot = { opens: opensHour * 60 + opensMinute, closes: closesHour * 60 + closesMinute };
  return slot.opens < END_OF_DAY && slot.closes <= END_OF_DAY ? slot : null;
}

import { NEXT, PHASES, type Phase } from '../domain/ticket/phases.ts';
import type { TicketEvent } from '../domain/ticket/events.ts';
import { EMPTY, line, type Line } from '../timeline/line.ts';
import type { Played } from './played.ts';
import { EXAMPLES, PROMISES } from './story/cited.ts';

/** Every way between phases, and out of the last and back: `review → forward`. */
const WAYS: readonly string[] = [
  ...PHASES.flatMap((from) => NEXT[from].map((to) => `${from} → ${to}`)),
  'resolve → closed',
  'closed → review',
];

/** What no story shows that passed: promises by number, with what they say, and ways between phases. */
export interface Untouched {
  promises: string[];
  ways: string[];
}

export function untouched(all: readonly Played[]): Untouched {
  const passed = all.filter(({ failures }) => failures.length === 0);
  const cited = new Set(passed.flatMap(({ cites }) => cites));
  const gone = new Set(passed.flatMap(({ tickets }) => tickets.flatMap(({ record }) => waysIn(record.events))));
  return {
    promises: Object.entries({ ...PROMISES, ...EXAMPLES }).flatMap(([id, says]) =>
      cited.has(id) ? [] : [`${id} ${says}`],
    ),
    ways: WAYS.filter((way) => !gone.has(way)),
  };
}

function waysIn(events: readonly TicketEvent[]): string[] {
  let phase: Phase = 'submit';
  return events.flatMap(({ type, data }, index) => {
    if (type === 'ticket.reopened') return ['closed → review'];
    // Customers may withdraw in any phase, which is no way of the table.
    if (type === 'ticket.closed') return phase === 'resolve' ? ['resolve → closed'] : [];
    if (type !== 'phase.entered') return [];
    phase = data.to;
    // Reopening enters a phase, too, but from the end.
    return events[index - 1]?.type === 'ticket.reopened' ? [] : [`${data.from} → ${data.to}`];
  });
}

export function coverageLines({ promises, ways }: Untouched): Line[] {
  if (promises.length + ways.length === 0) {
    return [EMPTY, line('Stories show every promise and every way between phases.', 'good')];
  }
  return [
    EMPTY,
    line('No story that passed shows:', 'bad'),
    ...promises.map((promise) => line(promise, 'plain', '  promise  ')),
    ...ways.map((way) => line(way, 'plain', '  way      ')),
  ];
}

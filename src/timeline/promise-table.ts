import type { TicketView } from '../api/schemas/ticket.ts';
import { msBetween, type Instant } from '../domain/calendar/instant.ts';
import { early } from './effects.ts';
import { line, type Line, type Style } from './line.ts';
import type { NameOf } from './promise-names.ts';
import { duration, since } from './times.ts';

type PromiseView = TicketView['promises'][number];

const STYLES: Record<PromiseView['state'], Style> = {
  kept: 'good',
  missed: 'bad',
  withdrawn: 'quiet',
  paused: 'plain',
  running: 'plain',
};

/** Every promise of a ticket: when it was made, by when it was owed, and how it ended. */
export function promiseTable(ticket: TicketView, name: NameOf, clock: (at: Instant) => string): Line[] {
  const rows = ticket.promises.map((promise) => ({
    style: STYLES[promise.state],
    cells: [
      name(promise),
      since(ticket.submittedAt, promise.madeAt),
      promise.dueAt === null ? 'once answered' : clock(promise.dueAt),
      ending(promise, ticket.status === 'closed'),
    ],
  }));
  const all = [{ style: 'heading' as const, cells: ['promise', 'made', 'due', 'how it ended'] }, ...rows];
  const width = (column: number) => Math.max(...all.map(({ cells }) => cells[column]?.length ?? 0));
  const widths = [0, 1, 2].map(width);
  return all.map(({ style, cells }) => {
    const lead = widths.map((columns, index) => (cells[index] ?? '').padEnd(columns + 2)).join('');
    return line(cells[3] ?? '', style, `  ${lead}`);
  });
}

function ending({ state, dueAt, settledAt, reestimated, dropped }: PromiseView, isClosed: boolean): string {
  switch (state) {
    case 'kept':
      return `kept${settledAt === null ? '' : early(settledAt, dueAt)}`;
    case 'missed':
      if (dropped) return 'missed, and no longer needed';
      if (settledAt === null || dueAt === null)
        return isClosed ? 'missed, and never made good' : 'missed, and still owed';
      return `missed, made good ${duration(msBetween(dueAt, settledAt))} after it was due`;
    case 'withdrawn':
      return reestimated ? 're-estimated in time' : 'no longer needed';
    case 'paused':
      return 'paused: the customer owes an answer';
    case 'running':
      return 'still owed';
    default:
      return state satisfies never;
  }
}

/** "5 kept, 1 missed": what a manager asks first. */
export function tally({ promises }: TicketView): string {
  const count = (of: (promise: PromiseView) => boolean, words: string) => {
    const found = promises.filter(of).length;
    return found === 0 ? [] : [`${found} ${words}`];
  };
  return [
    ...count(({ state }) => state === 'kept', 'kept'),
    ...count(({ state }) => state === 'missed', 'missed'),
    ...count(({ reestimated }) => reestimated, 're-estimated'),
    ...count(({ state, reestimated }) => state === 'withdrawn' && !reestimated, 'no longer needed'),
    ...count(({ state }) => state === 'running' || state === 'paused', 'still owed'),
  ].join(', ');
}

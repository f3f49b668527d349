import { DAY, type Milliseconds } from '../../domain/calendar/instant.ts';
import { EMPTY, line, type Line } from '../../timeline/line.ts';
import { duration } from '../../timeline/times.ts';
import type { TicketRecord } from '../play/record.ts';
import { simulatedMs, type Played } from '../played.ts';
import { ticketTimeline } from './ticket-timeline.ts';

/** A story's life as its tester reads it: each ticket's timeline, then the verdict. */
export const storyLines = (played: Played, { brief }: { brief: boolean }): Line[] => [
  ...(brief && played.failures.length === 0
    ? []
    : played.tickets.flatMap(({ name, record }) => ticketLines(played, name, record))),
  ...verdict(played),
];

function ticketLines(played: Played, name: string, record: TicketRecord): Line[] {
  const title = played.tickets.length > 1 ? `${played.name} · ${name}` : played.name;
  return [line(title, 'heading'), ...ticketTimeline(record, played), EMPTY];
}

/** Passed or not, with every failure at its line. */
export function verdict(played: Played): Line[] {
  const { name, file, failures, expectations, tolerance, tookMs } = played;
  const passed = failures.length === 0;
  const held = `${expectations} ${expectations === 1 ? 'expectation' : 'expectations'}, instants ±${duration(tolerance)}`;
  const took = `${duration(simulatedMs(played))} in ${seconds(tookMs)}`;
  const head = `${name} (${held}; ${took})`;
  return [
    line(head, passed ? 'good' : 'bad', passed ? '✓ ' : '✗ '),
    ...failures.flatMap(({ line: at, expected, instead }) => [
      line(`${file}:${at}  expected: ${expected}`, 'bad', '    '),
      line(instead, 'plain', '    instead: '),
    ]),
  ];
}

/** How it all ended, and how much time was skipped. */
export function summary(all: readonly Played[], broken: number, tookMs: Milliseconds): Line[] {
  const failed = all.filter(({ failures }) => failures.length > 0).length;
  const days = all.reduce((sum, played) => sum + simulatedMs(played), 0) / DAY;
  const shown = days < 10 ? days.toFixed(1) : Math.round(days).toString();
  const counts = [
    `${all.length - failed} passed`,
    `${failed + broken} failed`,
    ...(broken > 0 ? [`${broken} of them could not be played`] : []),
  ];
  return [
    EMPTY,
    line(
      `Stories: ${counts.join(', ')}; simulated ${shown} days in ${seconds(tookMs)}`,
      failed + broken > 0 ? 'bad' : 'good',
    ),
  ];
}

const seconds = (ms: Milliseconds): string => `${(ms / 1_000).toFixed(ms < 10_000 ? 1 : 0)} s`;

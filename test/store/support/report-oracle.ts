import type { Instant } from '../../../src/domain/calendar/instant.ts';
import type { PromiseKind } from '../../../src/domain/promises/promise.ts';
import type { PromiseCounts, PromiseReport } from '../../../src/domain/reports/promise-counts.ts';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';

/** A promise as its ticket's journal alone tells of it. */
interface Told {
  kind: PromiseKind;
  team: string;
  madeAt: Instant;
  outcome: 'kept' | 'missed' | 'withdrawn' | 'reestimated' | 'running';
  settledAt: Instant | null;
  latenessMs: number | null;
}

function toldIn(events: TicketEvent[]): Told[] {
  const promises = new Map<string, Told>();
  let holder = '';
  for (const event of events) {
    if (event.type === 'ticket.submitted' || event.type === 'ticket.reopened') holder = event.data.team;
    if (event.type === 'ticket.handed-over') holder = event.data.to;
    if (!event.type.startsWith('promise.')) continue;
    const name = JSON.stringify([(event.data as Told).kind, (event.data as unknown as { cycle: number }).cycle]);
    if (event.type === 'promise.made') {
      const { kind, madeAt, clock } = event.data;
      const team = clock === 'wall' ? holder : clock.team;
      promises.set(name, { kind, team, madeAt, outcome: 'running', settledAt: null, latenessMs: null });
    }
    const promise = promises.get(name)!;
    if (event.type === 'promise.kept') Object.assign(promise, { outcome: 'kept', settledAt: event.at });
    if (event.type === 'promise.missed') {
      Object.assign(promise, { outcome: 'missed', latenessMs: event.data.latenessMs });
    }
    if (event.type === 'promise.settled') promise.settledAt = event.at;
    if (event.type === 'promise.withdrawn') {
      const outcome = event.data.reason === 're-estimated' ? 'reestimated' : 'withdrawn';
      Object.assign(promise, { outcome, settledAt: event.at });
    }
  }
  return [...promises.values()];
}

/** The report by other means: from the journals alone, counted one by one. Days are given by their names in `zone`. */
export function reportByHand(
  journals: Iterable<TicketEvent[]>,
  { from, to, zone, team }: { from: string; to: string; zone: string; team?: string },
): PromiseReport {
  const days = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });
  const dayOf = ({ madeAt }: Told) => days.format(new Date(madeAt));
  const told = [...journals].flatMap(toldIn).filter((promise) => {
    const day = dayOf(promise);
    return from <= day && day <= to && (team === undefined || promise.team === team);
  });
  const groups = <K extends object>(keyOf: (promise: Told) => K) => {
    const byKey = new Map<string, Told[]>();
    for (const promise of told) {
      const key = JSON.stringify(keyOf(promise));
      byKey.set(key, [...(byKey.get(key) ?? []), promise]);
    }
    return [...byKey]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, promises]) => ({ ...(JSON.parse(key) as K), ...count(promises) }));
  };
  return {
    rows: groups((promise) => ({ day: dayOf(promise), team: promise.team, kind: promise.kind })),
    totals: { byKind: groups(({ kind }) => ({ kind })), overall: count(told) },
  };
}

function count(promises: Told[]): PromiseCounts {
  const of = (outcome: Told['outcome']) => promises.filter((promise) => promise.outcome === outcome);
  const [kept, missed] = [of('kept'), of('missed')];
  const took = [...kept, ...missed].flatMap(({ madeAt, settledAt }) =>
    settledAt === null ? [] : [Date.parse(settledAt) - Date.parse(madeAt)],
  );
  const lateness = missed.flatMap(({ latenessMs }) => latenessMs ?? []);
  const decided = kept.length + missed.length;
  return {
    made: promises.length,
    kept: kept.length,
    missed: missed.length,
    withdrawn: of('withdrawn').length,
    reestimated: of('reestimated').length,
    running: of('running').length,
    attainmentPercent: decided === 0 ? null : Math.trunc((10_000 * kept.length) / decided) / 100,
    medianMs: percentile(took, 0.5),
    p95Ms: percentile(took, 0.95),
    detectionLatenessMs: { p50: percentile(lateness, 0.5), p99: percentile(lateness, 0.99) },
  };
}

/** Between two values, in proportion. */
function percentile(values: number[], part: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const place = part * (sorted.length - 1);
  const [below, above] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return Math.round(below + (place - Math.floor(place)) * (above - below));
}

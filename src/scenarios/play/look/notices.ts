import type { Expectation } from '../../story/expectation.ts';
import type { TicketRecord } from '../record.ts';
import type { Promised, Seen } from './seen.ts';

/** Management: whoever is told besides the one who has the ticket. */
export function managementTold(
  promise: Promised,
  { percent, times }: Extract<Expectation, { type: 'management-told' }>,
  seen: Seen,
): string | null {
  const unknown = unknownRung(promise, percent, seen);
  if (unknown !== null) return unknown;
  const toManagement = noticesAbout(promise, percent, seen.record).filter(({ recipients }) =>
    recipients.some(({ role }) => role !== 'assignee'),
  );
  if (times === null ? toManagement.length > 0 : toManagement.length === times) return null;
  const shown = toManagement.map(({ kind, cycle, rung }) => `${kind} ${cycle} at ${rung} %`);
  if (shown.length === 0) return 'it was not told';
  return `it was told ${shown.length === 1 ? 'once' : `${shown.length} times`}: ${shown.join(', ')}`;
}

export function personTold(
  promise: Promised,
  { person, percent }: Extract<Expectation, { type: 'person-told' }>,
  { record, idOf }: Seen,
): string | null {
  const reached = noticesAbout(promise, percent, record).flatMap(({ recipients }) => recipients);
  const people = [...new Set(reached.map((recipient) => recipient.person))];
  if (people.includes(idOf(person))) return null;
  return people.length === 0 ? 'nobody was told' : `told were ${people.join(', ')}`;
}

const noticesAbout = (promise: Promised, percent: number | null, { told }: TicketRecord) =>
  told.filter(
    ({ kind, cycle, rung }) =>
      kind === promise.kind && cycle === promise.cycle && (percent === null || rung === percent),
  );

/** Nobody is ever told of a rung that there is not. */
function unknownRung({ kind }: Promised, percent: number | null, { policy }: Seen): string | null {
  // Who decides hears that they are asked.
  const rungs = [...(kind === 'decision' ? [0] : []), ...policy.promises[kind].rungs];
  if (percent === null || rungs.includes(percent)) return null;
  return `${kind} has no rung at ${percent} %, but at ${rungs.join(', ')} %`;
}

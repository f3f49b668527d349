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
  { person, percent, times }: Extract<Expectation, { type: 'person-told' }>,
  seen: Seen,
): string | null {
  const unknown = unknownRung(promise, percent, seen);
  if (unknown !== null) return unknown;
  const reached = noticesAbout(promise, percent, seen.record).flatMap(({ recipients }) => recipients);
  const told = reached.map((recipient) => recipient.person);
  const count = told.filter((one) => one === seen.idOf(person)).length;
  if (times === null ? count > 0 : count === times) return null;
  return told.length === 0 ? 'nobody was told' : `told were ${told.join(', ')}`;
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

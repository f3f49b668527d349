import type { Milliseconds } from '../../../domain/calendar/instant.ts';
import { duration } from '../../../timeline/times.ts';
import type { Expectation } from '../../story/expectation.ts';
import { promiseNamed } from '../../story/promise-name.ts';
import { managementTold, personTold } from './notices.ts';
import { aboutPromise, due, ended, nothingMissed, reported, sayPromised, warned } from './promises.ts';
import type { TicketRecord } from '../record.ts';
import { said, unknownTeam, type Seen } from './seen.ts';
import { customerTold, teamReads } from './words.ts';

/** What happened instead, in words; `null` where it is as expected. */
export function whatInstead(expected: Expectation, seen: Seen): string | null {
  const { record } = seen;
  const { ticket } = record;
  switch (expected.type) {
    case 'is': {
      const isPerson = expected.what === 'assignee';
      const wanted = isPerson ? seen.idOf(expected.value) : expected.value;
      return said(wanted, ticket[expected.what] ?? (isPerson ? 'nobody' : 'none yet'), expected.what);
    }
    case 'promise-is':
      return aboutPromise(expected.promise, seen, (promise) => ended(promise, expected, seen));
    case 'promise-due':
      return aboutPromise(expected.promise, seen, (promise) => due(promise, expected.when, seen));
    case 'promise-warned':
      return aboutPromise(expected.promise, seen, (promise) => warned(promise, expected.percent, record));
    case 'promise-reported':
      return aboutPromise(expected.promise, seen, (promise) => reported(promise, expected.within, record));
    case 'promise-not-made': {
      const made = promiseNamed(ticket.promises, expected.promise);
      return made === undefined ? null : sayPromised(made, seen);
    }
    case 'nothing-missed':
      return nothingMissed(expected.butWhatIsTold, seen);
    case 'customer-told':
      return customerTold(expected, seen);
    case 'team-reads':
      return teamReads(expected, seen);
    case 'management-told':
      return aboutPromise(expected.promise, seen, (promise) => managementTold(promise, expected, seen));
    case 'person-told':
      return aboutPromise(expected.promise, seen, (promise) => personTold(promise, expected, seen));
    case 'approval-is': {
      const last = ticket.approvals.at(-1);
      return last === undefined ? 'management was not asked' : said(expected.state, last.state, 'the approval');
    }
    case 'credit-note':
      return creditNote(expected, record);
    case 'no-credit-note': {
      const last = record.creditNotes.at(-1);
      return last === undefined ? null : `there is one of ${sayMoney(last.gross, last.minorUnits)} gross`;
    }
    case 'time-is':
      return time(expected, seen);
    case 'first-in-queue': {
      const unknown = unknownTeam(expected.team, seen);
      if (unknown !== null) return unknown;
      if (ticket.status === 'closed') return 'it is closed, and in no queue';
      const first = seen.firstInQueue;
      if (first === ticket.id) return null;
      return `first is ${first === null ? 'nobody: the queue is empty' : seen.nameOfTicket(first)}`;
    }
    case 'continues': {
      const wanted = seen.ticketNamed(expected.ticket);
      if (wanted === undefined) return `the story has no ticket ${expected.ticket}`;
      if (ticket.continues === wanted) return null;
      return `it continues ${ticket.continues === null ? 'no other' : seen.nameOfTicket(ticket.continues)}`;
    }
    default:
      return expected satisfies never;
  }
}

const sayMoney = ({ minor, currency }: { minor: number; currency: string }, minorUnits: number): string =>
  `${(minor / 10 ** minorUnits).toFixed(minorUnits)} ${currency}`;

function creditNote(
  { net, vat, gross }: Extract<Expectation, { type: 'credit-note' }>,
  { creditNotes }: TicketRecord,
): string | null {
  const last = creditNotes.at(-1);
  if (last === undefined) return 'there is no credit note';
  const actual = [last.net, last.vat, last.gross].map((money) => sayMoney(money, last.minorUnits));
  return actual.join() === [net, vat, gross].join() ? null : `it is ${actual.join(', ')} (net, VAT, gross)`;
}

function time({ of, span: wanted }: Extract<Expectation, { type: 'time-is' }>, seen: Seen): string | null {
  const { customerMs, approvalMs, closedHoursMs, teams } = seen.record.time;
  const nobodys = { customer: customerMs, approvers: approvalMs, 'closed hours': closedHoursMs };
  const unknown = Object.hasOwn(nobodys, of) ? null : unknownTeam(of, seen);
  if (unknown !== null) return unknown;
  const parts: Record<string, Milliseconds> = { ...nobodys, ...teams };
  const actual = parts[of] ?? 0;
  if (Math.abs(actual - wanted) <= seen.tolerance) return null;
  const shown = Object.entries(parts).map(([name, ms]) => `${name} ${duration(ms)}`);
  return `it is ${duration(actual)}; in all ${shown.join(', ')}`;
}

import { defineSearchAttributeKey, type SearchAttributeUpdatePair } from '@temporalio/common';
import { hasMissed } from '../domain/promises/promise.ts';
import { statusOf } from '../domain/ticket/status.ts';
import type { Ticket } from '../domain/ticket/ticket.ts';

const PHASE = defineSearchAttributeKey('Phase', 'KEYWORD');
const TEAM = defineSearchAttributeKey('Team', 'KEYWORD');
const STATUS = defineSearchAttributeKey('Status', 'KEYWORD');
const CUSTOMER = defineSearchAttributeKey('Customer', 'KEYWORD');
const MISSED = defineSearchAttributeKey('Missed', 'BOOL');

/** What tickets are found by in Temporal's own lists. */
export const SEARCH_ATTRIBUTE_KEYS = [PHASE, TEAM, STATUS, CUSTOMER, MISSED];

export const searchAttributesOf = (ticket: Ticket): SearchAttributeUpdatePair[] => [
  { key: PHASE, value: ticket.phase },
  { key: TEAM, value: ticket.team },
  { key: STATUS, value: statusOf(ticket) },
  { key: CUSTOMER, value: ticket.customer },
  { key: MISSED, value: hasMissed(ticket.promises) },
];

/** Only what differs: every upsert costs an action. */
export function changedSearchAttributes(before: Ticket, after: Ticket): SearchAttributeUpdatePair[] {
  const was = searchAttributesOf(before);
  return searchAttributesOf(after).filter(({ value }, index) => value !== was[index]?.value);
}

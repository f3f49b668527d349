import { isStorable } from '../domain/storable-text.ts';
import { APPROVAL_TYPES } from '../domain/approvals/approval.ts';
import { epochOf, instantOf } from '../domain/calendar/instant.ts';
import { ROLES } from '../domain/ticket/actor.ts';
import type { CommandData, CommandName } from '../domain/ticket/commands/command.ts';
import { HAND_OVER_REASONS, KINDS } from '../domain/ticket/ticket.ts';

/*
 * The API checks what it sends by its schemas. Updates can be sent past it, and what is accepted cannot be taken back: a
 * message without an id, or an instant that is none, could never be recorded, and its ticket would stand still for good.
 */

type Check = (value: unknown) => boolean;
type Fields<T> = { [F in keyof T]-?: Check };

/** Ids only: whatever is longer, or holds what PostgreSQL refuses, is none of ours. */
const isText: Check = (value) => typeof value === 'string' && value !== '' && value.length <= 300 && isStorable(value);
const isFlag: Check = (value) => typeof value === 'boolean';
const isListOfTexts: Check = (value) => Array.isArray(value) && value.every(isText);
const oneOf =
  (known: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && known.includes(value);

const isInstant: Check = (value) =>
  typeof value === 'string' && !Number.isNaN(epochOf(value)) && instantOf(epochOf(value)) === value;

const shaped =
  (fields: Record<string, Check>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([field, check]) => check((value as Record<string, unknown>)[field]));

const isMinor: Check = (value) => Number.isSafeInteger(value) && (value as number) > 0;
const isPercent: Check = (value) => typeof value === 'number' && value >= 0 && value <= 100;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const isMoneyOrNull = orNull(shaped({ minor: isMinor, currency: isText }));
const isVatOrNull = orNull(shaped({ country: isText, percent: isPercent }));

const FORWARD = { team: isText, reason: oneOf(HAND_OVER_REASONS), messageId: isText };

const DATA: { [N in CommandName]: Fields<CommandData[N]> & Record<string, Check> } = {
  addMessage: { messageId: isText, visibility: oneOf(['public', 'internal']), asksCustomer: isFlag },
  takeTicket: {},
  releaseTicket: {},
  assignTicket: { assignee: isText },
  reviewTicket: { kind: oneOf(KINDS), forward: (value) => value === undefined || shaped(FORWARD)(value) },
  forwardTicket: FORWARD,
  askConsultation: { messageId: isText, consultationId: isText, team: isText },
  answerConsultation: { messageId: isText, consultationId: isText },
  giveEstimate: { messageId: isText, readyBy: isInstant },
  askApproval: {
    messageId: isText,
    approvalId: isText,
    type: oneOf(APPROVAL_TYPES),
    amount: isMoneyOrNull,
    vat: isVatOrNull,
  },
  withdrawApproval: { approvalId: isText },
  resolveTicket: { messageId: isText },
  confirmResolution: { solved: isFlag, messageId: orNull(isText) },
  withdrawTicket: { messageId: orNull(isText) },
};

/** Whether what came as the input of a command can be read as one. */
export const isCommandInput = (name: CommandName, input: unknown): boolean =>
  shaped({
    commandId: isText,
    actor: shaped({
      id: isText,
      role: oneOf(ROLES),
      teams: isListOfTexts,
      link: (value) => value === undefined || isText(value),
    }),
    takenAt: isInstant,
    data: shaped(DATA[name]),
  })(input);

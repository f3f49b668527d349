import { isStorable } from '../domain/storable-text.ts';
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
const isTextOrNull: Check = (value) => value === null || isText(value);
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
  resolveTicket: { messageId: isText },
  confirmResolution: { solved: isFlag, messageId: isTextOrNull },
  withdrawTicket: { messageId: isTextOrNull },
};

/** Whether what came as the input of a command can be read as one. */
export const isCommandInput = (name: CommandName, input: unknown): boolean =>
  shaped({
    commandId: isText,
    actor: shaped({ id: isText, role: oneOf(ROLES), teams: isListOfTexts }),
    takenAt: isInstant,
    data: shaped(DATA[name]),
  })(input);

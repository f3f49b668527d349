import { isStorable } from '../domain/storable-text.ts';
import { epochOf, instantOf } from '../domain/calendar/instant.ts';
import { ROLES } from '../domain/ticket/actor.ts';
import type { CommandData } from '../domain/ticket/commands/command.ts';
import { HAND_OVER_REASONS, KINDS } from '../domain/ticket/ticket.ts';
import type { COMMAND_UPDATES } from './messages.ts';

/*
 * The API checks what it sends by its schemas. Updates can be sent past it, and what is accepted cannot be taken back: a
 * message without an id, or an instant that is none, could never be recorded, and its ticket would stand still for good.
 */

type Check = (value: unknown) => boolean;
type Fields<T> = { [F in keyof T]-?: Check };
/** The commands that this version takes. */
export type ReceivedCommand = keyof typeof COMMAND_UPDATES;

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

const isForward = shaped({ team: isText, reason: oneOf(HAND_OVER_REASONS), messageId: isText });

const DATA: { [N in ReceivedCommand]: Fields<CommandData[N]> & Record<string, Check> } = {
  addMessage: { messageId: isText, visibility: oneOf(['public', 'internal']), asksCustomer: isFlag },
  takeTicket: {},
  releaseTicket: {},
  assignTicket: { assignee: isText },
  reviewTicket: { kind: oneOf(KINDS), forward: (value) => value === undefined || isForward(value) },
  resolveTicket: { messageId: isText },
  confirmResolution: { solved: isFlag, messageId: isTextOrNull },
  withdrawTicket: { messageId: isTextOrNull },
};

/** Whether what came as the input of a command can be read as one. */
export const isCommandInput = (name: ReceivedCommand, input: unknown): boolean =>
  shaped({
    commandId: isText,
    actor: shaped({ id: isText, role: oneOf(ROLES), teams: isListOfTexts }),
    takenAt: isInstant,
    data: shaped(DATA[name]),
  })(input);

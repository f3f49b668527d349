import type { ApprovalType } from '../domain/approvals/approval.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Template, TemplateValues } from '../domain/ticket/templates.ts';
import { isQuestion, type PromiseKind, type TicketPromise } from '../domain/promises/promise.ts';
import type { Say } from './say.ts';

/** How the ticket's people, teams and instants are said to its customer. */
export interface Words {
  /** A text in the customer's language. */
  say: Say;
  number: number;
  subject: string;
  /** The number of the closed ticket that this one goes on from. */
  continues: number | null;
  /** An instant in the customer's language and time zone. */
  instant(at: Instant): string;
  team(id: string): string;
  /** Whether it is the team that every request starts with. */
  isFirstLine(team: string): boolean;
  /** When a closed team opens, by the clock of the place where it works; `null` for a team that the policy doesn't know. */
  opening(team: string, at: Instant): Opening | null;
  person(id: string): string;
  /** What a team is asked for: the policy's words for a hand-over's reason. */
  reason(id: string): string;
  /** An amount in minor units. */
  money(minor: number, currency: string): string;
  /** The manager's comment that a message passes on. */
  comment: string | null;
  /** The whole story, for the closing message. */
  story: Story;
}

/** "Monday 08:00", and whose clock that is: of a city, or else of a zone by its name. */
export interface Opening {
  when: string;
  city: string | null;
  zone: string;
}

/** What, who, when, and which promises were kept (P10). */
export interface Story {
  submittedAt: Instant;
  closedAt: Instant | null;
  /** Those of staff who wrote, by name. */
  helpers: string[];
  solution: string | null;
  promises: { kind: PromiseKind; kept: number; missed: number; reestimated: number; withdrawn: number }[];
}

/** Puts a text together. Values that a step has no answer for are `null`, and their sentence is left out. */
export type Compose = (values: TemplateValues, words: Words) => string;

/** One text per template: the same order of the same sentences in every language. */
export type Texts<Of extends Template = Template> = Record<Of, Compose>;

/** @returns how the promises of each kind ended, as their customer reads it. */
export function tally(promises: TicketPromise[]): Story['promises'] {
  const told = promises.filter((promise) => !isQuestion(promise));
  const kinds = [...new Set(told.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const endings = told
      .filter((promise) => promise.kind === kind)
      .map(({ state, reestimated }) => (reestimated ? 'reestimated' : state));
    const count = (wanted: TicketPromise['state'] | 'reestimated') =>
      endings.filter((ending) => ending === wanted).length;
    return {
      kind,
      kept: count('kept'),
      missed: count('missed'),
      reestimated: count('reestimated'),
      withdrawn: count('withdrawn'),
    };
  });
}

/** Paragraphs with an empty line between; what is `null` or `false` is left out. */
export const paragraphs = (...parts: (string | null | false)[]): string =>
  parts.filter((part) => typeof part === 'string').join('\n\n');

/** Lines of one paragraph; what is `null` or `false` is left out. */
export const lines = (...parts: (string | null | false)[]): string =>
  parts.filter((part) => typeof part === 'string').join('\n');

/** Reads a template's value as an instant, a name or an outcome; `null` where the step had none. */
export const read = (values: TemplateValues, key: string): string | null => {
  const value = values[key];
  return value === undefined || value === null ? null : String(value);
};

/** Reads a template's value as a number; `null` where the step had none. */
export const readNumber = (values: TemplateValues, key: string): number | null => {
  const value = values[key];
  return typeof value === 'number' ? value : null;
};

/** An amount of money, where the step had one. */
export const readMoney = (values: TemplateValues, words: Words, key: string): string | null => {
  const minor = readNumber(values, key);
  const currency = read(values, 'currency');
  return minor === null || currency === null ? null : words.money(minor, currency);
};

/** An instant as the customer reads it, where the step had one. */
export const readInstant = (values: TemplateValues, words: Words, key: string): string | null => {
  const at = read(values, key);
  return at === null ? null : words.instant(at);
};

/** What management was asked for. */
export const readRequest = (values: TemplateValues, { say }: Words): string =>
  say(`request.${read(values, 'type') as ApprovalType}`);

/** Whether a step says so. */
export const isSo = (values: TemplateValues, key: string): boolean => values[key] === true;

/** Which ticket it is about. */
export const title = ({ say, number, subject }: Words): string => say('title', { number, subject });

/** Who has the ticket, by name and team. */
export const holder = (values: TemplateValues, words: Words): string => {
  const assignee = read(values, 'assignee');
  const team = words.team(read(values, 'team') ?? '');
  return assignee === null ? team : words.say('person-of-team', { person: words.person(assignee), team });
};

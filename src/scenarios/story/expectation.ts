import { parseDuration } from '../../domain/policy/durations.ts';
import type { Milliseconds } from '../../domain/calendar/instant.ts';
import { APPROVAL_STATES } from '../../domain/approvals/approval.ts';
import { PHASES } from '../../domain/ticket/phases.ts';
import { STATUSES } from '../../domain/ticket/status.ts';
import { KINDS, OUTCOMES } from '../../domain/ticket/ticket.ts';
import { readPromiseName, sayPromise, type PromiseName } from './promise-name.ts';
import { unknownZoneIn } from './wall-time.ts';
import { readWhen, WHEN_FORMS, type When } from './when.ts';

const PROMISE_ENDS = ['running', 'paused', 'kept', 'missed', 'withdrawn', 're-estimated'] as const;
type PromiseEnd = (typeof PROMISE_ENDS)[number];

/** How often something was said: so many times, or `null` for at least once. */
type Times = number | null;

/** Of what somebody was told: a promise, at one rung of it or at any (`null`). */
interface ToldAbout {
  promise: PromiseName;
  percent: number | null;
  times: Times;
}

/** What a story expects of its ticket, as a tester wrote it. */
export type Expectation =
  | { type: 'is'; what: 'phase' | 'status' | 'kind' | 'outcome' | 'team' | 'assignee'; value: string }
  | { type: 'promise-is'; promise: PromiseName; state: PromiseEnd; within: Milliseconds | null }
  | { type: 'promise-due'; promise: PromiseName; when: When }
  | { type: 'promise-warned'; promise: PromiseName; percent: number }
  | { type: 'promise-reported'; promise: PromiseName; within: Milliseconds }
  | { type: 'promise-not-made'; promise: PromiseName }
  | { type: 'customer-told'; pattern: RegExp; times: Times; byMail: boolean }
  | ({ type: 'management-told' } & ToldAbout)
  | ({ type: 'person-told'; person: string } & ToldAbout)
  | { type: 'nothing-missed'; butWhatIsTold: boolean }
  | { type: 'approval-is'; state: string }
  | { type: 'credit-note'; net: string; vat: string; gross: string }
  | { type: 'no-credit-note' }
  | { type: 'team-reads'; team: string; pattern: RegExp; times: Times }
  | { type: 'time-is'; of: string; span: Milliseconds }
  | { type: 'first-in-queue'; team: string }
  | { type: 'continues'; ticket: string };

/** One way of saying what is expected. */
interface Form {
  /** For people: what it looks like. */
  example: string;
  pattern: RegExp;
  /** @returns the expectation, or what was expected instead of what was written */
  read(...parts: (string | undefined)[]): Expectation | string;
}

const NAME = '([a-z-]+(?: \\d+)?)';
/** A regular expression between slashes; one in it is written \/. */
const PATTERN = '/((?:[^/\\\\]|\\\\.)+)/([imsu]*)';
const TIMES = '(?: (once|never|twice|\\d+ times))?';
const TOLD_ABOUT = `(?:told${TIMES}|(not) told) about ${NAME}(?: at (\\d+) ?%)?`;

const oneOf = (values: readonly string[]) => `one of ${values.join(', ')}`;

function is(what: Extract<Expectation, { type: 'is' }>['what'], known: readonly string[] | null): Form['read'] {
  return (value = '') =>
    known === null || known.includes(value) ? { type: 'is', what, value } : `${what} to be ${oneOf(known)}`;
}

const timesOf = (text: string | undefined): Times => {
  if (text === undefined) return null;
  return { never: 0, once: 1, twice: 2 }[text] ?? Number(text.split(' ')[0]);
};

/** About a promise that exists by name. */
function about(name: string | undefined, read: (promise: PromiseName) => Expectation | string): Expectation | string {
  const promise = readPromiseName(name ?? '');
  return promise === null ? `a promise such as first-reply or status-update 2, not ${name ?? ''}` : read(promise);
}

function patternOf(text = '', flags = ''): RegExp | string {
  try {
    const pattern = new RegExp(text, flags);
    return pattern.test('') ? 'a pattern that some texts do not have in them' : pattern;
  } catch (error) {
    return `a regular expression (${(error as Error).message})`;
  }
}

const told =
  (byMail: boolean, never: boolean): Form['read'] =>
  (text, flags, times) => {
    const pattern = patternOf(text, flags);
    return typeof pattern === 'string'
      ? pattern
      : { type: 'customer-told', pattern, times: never ? 0 : timesOf(times), byMail };
  };

const toldAbout =
  (read: (told: ToldAbout) => Expectation): Form['read'] =>
  (times, not, name, percent) =>
    about(name, (promise) =>
      read({
        promise,
        percent: percent === undefined ? null : Number(percent),
        times: not === undefined ? timesOf(times) : 0,
      }),
    );

const spanOr = (text: string | undefined, read: (ms: Milliseconds) => Expectation): Expectation | string => {
  const ms = parseDuration(text ?? '');
  return ms === null ? 'a length of time such as 90s, 10m or 1h30m' : read(ms);
};

const MONEY = '(\\d+\\.\\d{2} [A-Z]{3})';

/** Every kind of expectation; each has a story that must pass and one that must fail. */
export const EXPECTATION_FORMS: readonly Form[] = [
  { example: 'phase is specialist', pattern: /^phase is (.+)$/, read: is('phase', PHASES) },
  { example: 'status is waiting-for-customer', pattern: /^status is (.+)$/, read: is('status', STATUSES) },
  { example: 'kind is standard', pattern: /^kind is (.+)$/, read: is('kind', KINDS) },
  { example: 'outcome is confirmed', pattern: /^outcome is (.+)$/, read: is('outcome', OUTCOMES) },
  { example: 'team is sysadmins', pattern: /^team is (\S+)$/, read: is('team', null) },
  { example: 'assignee is siri', pattern: /^assignee is (\S+)$/, read: is('assignee', null) },
  {
    example: 'promise first-reply kept within 10m',
    pattern: new RegExp(`^promise ${NAME} (?:is )?(${PROMISE_ENDS.join('|')})(?: within (\\S+))?$`),
    read: (name, state, within) =>
      about(name, (promise) => {
        const ended = { type: 'promise-is', promise, state: state as PromiseEnd } as const;
        if (within !== undefined && (state === 'running' || state === 'paused'))
          return `nothing more: ${state} is no end`;
        return within === undefined ? { ...ended, within: null } : spanOr(within, (ms) => ({ ...ended, within: ms }));
      }),
  },
  {
    example: 'promise pick-up due at Mon 08:30 Europe/Amsterdam',
    pattern: new RegExp(`^promise ${NAME} due (?:at )?(.+)$`),
    read: (name, text = '') =>
      about(name, (promise) => {
        const when = readWhen(text);
        if (when === null) return unknownZoneIn(text) ?? `an instant: ${WHEN_FORMS}`;
        if (when.type === 'since-last') return 'an instant that does not come from the step before, such as +8m';
        if (when.type === 'around-due' && sayPromise(when.promise) === sayPromise(promise)) {
          return 'an instant that does not come from the same promise';
        }
        return { type: 'promise-due', promise, when };
      }),
  },
  {
    example: 'promise first-reply warned at 75%',
    pattern: new RegExp(`^promise ${NAME} warned at (\\d+) ?%$`),
    read: (name, percent) => about(name, (promise) => ({ type: 'promise-warned', promise, percent: Number(percent) })),
  },
  {
    example: 'promise first-reply reported within 1s',
    pattern: new RegExp(`^promise ${NAME} reported within (\\S+)$`),
    read: (name, within) =>
      about(name, (promise) => spanOr(within, (ms) => ({ type: 'promise-reported', promise, within: ms }))),
  },
  {
    example: 'promise estimate not made',
    pattern: new RegExp(`^promise ${NAME} not made$`),
    read: (name) => about(name, (promise) => ({ type: 'promise-not-made', promise })),
  },
  {
    example: 'customer was told /from Monday 08:00/ once',
    pattern: new RegExp(`^customer was told ${PATTERN}${TIMES}$`),
    read: told(false, false),
  },
  {
    example: 'customer was not told /sorry/i',
    pattern: new RegExp(`^customer was not told ${PATTERN}$`),
    read: told(false, true),
  },
  {
    example: 'customer was mailed /We received/ once',
    pattern: new RegExp(`^customer was mailed ${PATTERN}${TIMES}$`),
    read: told(true, false),
  },
  {
    example: 'management was told once about first-reply at 100%',
    pattern: new RegExp(`^management was ${TOLD_ABOUT}$`),
    read: toldAbout((told) => ({ type: 'management-told', ...told })),
  },
  {
    example: 'manager-2 was told about first-reply at 100%',
    pattern: new RegExp(`^([a-z][\\w-]*) was ${TOLD_ABOUT}$`),
    read: (person = '', ...parts) => toldAbout((told) => ({ type: 'person-told', person, ...told }))(...parts),
  },
  {
    example: 'nothing else missed',
    pattern: /^nothing (else )?missed$/,
    read: (other) => ({ type: 'nothing-missed', butWhatIsTold: other !== undefined }),
  },
  {
    example: 'approval is approved',
    pattern: /^approval is (.+)$/,
    read: (state = '') =>
      (APPROVAL_STATES as readonly string[]).includes(state)
        ? { type: 'approval-is', state }
        : `approval to be ${oneOf(APPROVAL_STATES)}`,
  },
  {
    example: 'credit note is 50.00 EUR net, 11.00 EUR VAT, 61.00 EUR gross',
    pattern: new RegExp(`^credit note is ${MONEY} net, ${MONEY} VAT, ${MONEY} gross$`),
    read: (net = '', vat = '', gross = '') => ({ type: 'credit-note', net, vat, gross }),
  },
  { example: 'no credit note', pattern: /^no credit note$/, read: () => ({ type: 'no-credit-note' }) },
  {
    example: 'datacentre reads /Which rack/ once',
    pattern: new RegExp(`^([a-z][\\w-]*) reads ${PATTERN}${TIMES}$`),
    read: (team = '', text, flags, times) => {
      const pattern = patternOf(text, flags);
      return typeof pattern === 'string' ? pattern : { type: 'team-reads', team, pattern, times: timesOf(times) };
    },
  },
  {
    example: 'time with sysadmins is 1h30m',
    pattern: /^time (?:with|in) (customer|approvers|closed hours|[a-z-]+) is (\S+)$/,
    read: (of = '', text) =>
      text === '0' ? { type: 'time-is', of, span: 0 } : spanOr(text, (span) => ({ type: 'time-is', of, span })),
  },
  {
    example: 'ticket is first in the queue of support',
    pattern: /^ticket is first in the queue of (\S+)$/,
    read: (team = '') => ({ type: 'first-in-queue', team }),
  },
  {
    example: 'ticket continues first',
    pattern: /^ticket continues (\S+)$/,
    read: (ticket = '') => ({ type: 'continues', ticket }),
  },
];

/** @returns the expectation, or a sentence that says what was expected */
export function readExpectation(text: string): Expectation | string {
  for (const { pattern, read } of EXPECTATION_FORMS) {
    const [whole, ...parts] = pattern.exec(text) ?? [];
    if (whole !== undefined) return read(...parts);
  }
  const alike = EXPECTATION_FORMS.filter(({ example }) => firstWord(example) === firstWord(text));
  const shown = (alike.length > 0 ? alike : EXPECTATION_FORMS).map(({ example }) => `    ${example}`).join('\n');
  return `an expectation, not “${text}”${hintFor(text)}, such as:\n${shown}`;
}

const firstWord = (text: string): string => text.split(' ', 1)[0] ?? '';

function hintFor(text: string): string {
  if (OPEN_PATTERN.test(text)) return ' (outside quotes, # after a space begins a comment)';
  return / {2}/.test(text) ? ' (one space goes between words)' : '';
}

/** A pattern that never ends, as when YAML took the rest for a comment. */
const OPEN_PATTERN = /^[^/]* \/[^/]*$/;

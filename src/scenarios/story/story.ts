import { z } from 'zod';
import { parseDuration } from '../../domain/policy/durations.ts';
import { isZone } from '../../domain/policy/schedule.ts';
import { ACTION_NAMES, ACTIONS, Moment, type Action } from './actions.ts';
import { CAST, StoryActor } from './actor.ts';
import { CITABLE } from './cited.ts';
import { EXPECTATION_FORMS, readExpectation } from './expectation.ts';
import { instantText } from './instant-text.ts';
import { readStart, START_FORMS } from './start.ts';

const Name = z.string().regex(/^[a-z][\w-]*$/, 'expected a name in small letters, such as ada');

const ExpectationText = z
  .string({
    error: 'expected an expectation, such as phase is review; one with a colon and a space in it is written in quotes',
  })
  .transform((text, context) => {
    const read = readExpectation(text);
    if (typeof read !== 'string') return { ...read, text };
    context.addIssue({ code: 'custom', message: `expected ${read}` });
    return z.NEVER;
  })
  .meta({
    examples: EXPECTATION_FORMS.map(({ example }) => example),
    pattern: EXPECTATION_FORMS.map(({ pattern }) => pattern.source).join('|'),
  });

/** Beyond this, an instant that is wrong by what matters would pass. */
const MOST_TOLERANCE_MS = 10_000;

const Tolerance = z
  .string()
  .refine((text) => (parseDuration(text) ?? Infinity) <= MOST_TOLERANCE_MS, 'expected a length of time up to 10s')
  .transform((text) => parseDuration(text) ?? 0);

/** One step: when, who, what they do, and what is expected then. */
const Step = z
  .strictObject({
    at: Moment.optional(),
    who: Name.optional().describe('Who does it; nobody for faults and for steps that only look'),
    ticket: Name.optional().describe('Which ticket, where a story has several; otherwise the newest'),
    refused: z.string().optional().describe('The code with which it must be refused, such as ticket-closed'),
    expect: z.array(ExpectationText).default([]),
    ...(Object.fromEntries(ACTION_NAMES.map((name) => [name, ACTIONS[name].optional()])) as unknown as {
      [N in keyof typeof ACTIONS]: z.ZodOptional<(typeof ACTIONS)[N]>;
    }),
  })
  .transform(({ at, who, ticket, refused, expect, ...said }, context) => {
    const names = ACTION_NAMES.filter((name) => said[name] !== undefined);
    const [name, second] = names;
    const fault = (message: string, path: string[] = []) => context.addIssue({ code: 'custom', message, path });
    if (second !== undefined) fault(`expected one action a step, and here are ${names.join(', ')}`, [second]);
    if (name === undefined && expect.length === 0) fault(`expected an action (${ACTION_NAMES.join(', ')}) or expect`);
    if (name !== undefined && name !== 'fault' && who === undefined) fault(`expected who does it: who: ada`, [name]);
    if (name === undefined && refused !== undefined) fault('expected an action that is refused', ['refused']);
    if (name === 'fault') {
      if (who !== undefined) fault('expected nobody: a fault happens by itself', ['who']);
      if (refused !== undefined) fault('expected nothing: nobody refuses a fault', ['refused']);
      if (ticket !== undefined && expect.length === 0) fault('expected nothing: a fault is no ticket’s', ['ticket']);
    }
    const action = name === undefined ? null : ({ name, data: said[name] } as Action);
    return { at: at ?? null, who: who ?? null, ticket: ticket ?? null, refused: refused ?? null, action, expect };
  });
export type Step = z.output<typeof Step>;

/**
 * A tester's story of one ticket or several, from its start to what must be true. That its parts go together is another
 * question (`consistency.ts`), which only a story whose parts are well written can be asked.
 */
export const Story = z.strictObject(
  {
    story: z.string({ error: 'expected the name of the story' }).min(1, 'expected the name of the story'),
    cites: z
      .array(z.enum(CITABLE, { error: `expected promises such as P3, P6b or E1` }))
      .default([])
      .describe('What of the promise it shows'),
    zone: z
      .string()
      .refine(isZone, 'expected an IANA time zone such as Europe/Amsterdam')
      .optional()
      .describe('Of times that name none; otherwise that of the default site'),
    start: instantText(`a start: ${START_FORMS}`, readStart).prefault('now').describe(START_FORMS),
    tolerance: Tolerance.default(2_000).describe(
      'How far instants may be off: the time-skipping server leaks real milliseconds (2s)',
    ),
    actors: z
      .record(Name, StoryActor)
      .default({})
      .describe(`Besides ${Object.keys(CAST).join(', ')}`),
    steps: z.array(Step).min(1, 'expected at least one step'),
  },
  {
    error: ({ code }) =>
      code === 'invalid_type' ? 'expected a story: its name after story:, and its steps' : undefined,
  },
);
export type Story = z.output<typeof Story>;
/** As it is written down. */
export type WrittenStory = z.input<typeof Story>;

/** Whether its worker goes away: what waits for one waits by the wall's clock, and is not skipped. */
export const losesWorker = ({ steps }: Story): boolean =>
  steps.some(({ action }) => action?.name === 'fault' && action.data.type !== 'mail-server-down');

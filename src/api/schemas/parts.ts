import { z } from 'zod';
import { ROLES } from '../../domain/ticket/actor.ts';
import { PHASES } from '../../domain/ticket/phases.ts';

/** An ISO 8601 instant in UTC. */
export const InstantText = z.iso.datetime();

/** Text from people. PostgreSQL holds any text but one with a NUL, or with half a character (a lone surrogate) in its JSON. */
const text = (max: number) =>
  z
    .string()
    .max(max, `expected at most ${max} characters`)
    .refine((value) => value.trim() !== '', 'expected some text')
    .refine((value) => !value.includes('\u0000'), 'expected text without NUL characters')
    .refine((value) => !/\p{Surrogate}/u.test(value), 'expected well-formed Unicode: half of a character is missing');

/** A line, such as a subject or a summary. */
export const Line = text(500).refine((value) => !/[\r\n]/.test(value), 'expected a single line');

/** A message. */
export const Body = text(50_000);

/** What a person, a team, a site or a service is known by. */
export const Id = text(200);

export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().describe('Stable: what programs should look at'),
    detail: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    phase: z.enum(PHASES).optional(),
    allowedSteps: z.array(z.string()).optional(),
  })
  .meta({ id: 'Problem' });

export const RoleName = z.enum(ROLES);

/** Lists are pages; `nextCursor` asks for the next one. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

import { z } from 'zod';
import { isZone } from '../../domain/policy/schedule.ts';

const Customer = z.strictObject({
  role: z.literal('customer'),
  locale: z.string().default('en').describe('The language that Kept writes in, such as it'),
  zone: z.string().refine(isZone, 'expected an IANA time zone such as Europe/Rome').default('Europe/Rome'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'expected a two-letter country code such as IT')
    .default('IT'),
  mail: z.email({ error: 'expected an e-mail address' }).optional().describe('Where mail reaches them, if it does'),
});

const Agent = z.strictObject({
  role: z.literal('agent'),
  teams: z.array(z.string()).min(1, 'expected at least one team, such as support'),
});

const Manager = z.strictObject({
  role: z.literal('manager'),
  id: z.string().describe("Who they are in the policy's management.people"),
});

/** Somebody of a story. */
export const StoryActor = z.discriminatedUnion('role', [Customer, Agent, Manager], {
  error: 'expected a role: customer, agent or manager',
});
export type StoryActor = z.infer<typeof StoryActor>;

const agent = (...teams: string[]): StoryActor => ({ role: 'agent', teams });
const customer = { role: 'customer', locale: 'en', zone: 'Europe/Rome', country: 'IT' } as const;

/** Who is there without being named: stories may add people, and say otherwise of these. */
export const CAST: Readonly<Record<string, StoryActor>> = {
  carla: customer,
  cuno: { ...customer, locale: 'it' },
  maila: { ...customer, mail: 'maila@example.com' },
  ada: agent('support'),
  abel: agent('support'),
  birgit: agent('billing'),
  tina: agent('datacentre'),
  siri: agent('sysadmins'),
  sven: agent('sysadmins'),
  marta: { role: 'manager', id: 'manager-1' },
  dora: { role: 'manager', id: 'manager-2' },
  hedda: { role: 'manager', id: 'manager-3' },
};

import type { Approval } from '../../../src/domain/approvals/approval.ts';
import type { Told } from '../../../src/domain/management/who-is-there.ts';
import type { whoIsTold } from '../../../src/domain/management/who-is-told.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { policy } from '../support/shipped-policy.ts';

export type Person = Policy['management']['people'][string];
type AskedOf = Parameters<typeof whoIsTold>[1];

/** The shipped directory with other settings of some people; whoever is new is like manager-2 otherwise. */
export function directory(changes: Record<string, Partial<Person>> = {}): Policy {
  const people = structuredClone(policy.management.people);
  for (const [id, change] of Object.entries(changes)) {
    people[id] = { ...(people[id] ?? policy.management.people['manager-2']!), ...change };
  }
  return { ...policy, management: { ...policy.management, people } };
}

/** Away all through 2026. */
export const away = (delegate: string): Partial<Person> => ({
  absences: [{ from: '2026-01-01', to: '2026-12-31', delegate }],
});

/** Somebody who is never off duty. */
export const always: Partial<Person> = {
  duty: { hours: '24/7', zone: 'Europe/Berlin', holidays: false, closingDays: [] },
};

export const ticket = (fields: Partial<AskedOf> = {}): AskedOf => ({
  team: 'support',
  assignee: 'ada',
  customer: 'carla',
  approvals: [],
  consultations: [],
  ...fields,
});

export const request = (fields: Partial<Approval> = {}): Approval => ({
  id: 'approval-1',
  type: 'billing-credit',
  state: 'pending',
  amount: null,
  vat: null,
  askedBy: 'ada',
  askedAt: '2026-06-08T08:00:00.000Z',
  dueAt: '2026-06-08T12:00:00.000Z',
  expiresAt: '2026-06-09T18:00:00.000Z',
  decisions: [],
  endedAt: null,
  carriedOut: null,
  ...fields,
});

/** `manager-2 as duty-manager for manager-1`. */
export const inWords = (told: Told[]): string[] =>
  told.map(({ person, role, insteadOf }) => `${person} as ${role}${insteadOf === null ? '' : ` for ${insteadOf}`}`);

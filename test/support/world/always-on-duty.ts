import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../../src/domain/policy/parse-policy.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';

/** The shipped policy with all managers on duty at every hour, so that a story goes the same whenever it is run. */
export function alwaysOnDuty(): Policy {
  const file = join(PROJECT_ROOT, 'policies/introserv.yaml');
  const policy = parsePolicy(readFileSync(file, 'utf8'), file);
  const duty = { hours: '24/7' as const, zone: 'Europe/Berlin', holidays: false, closingDays: [] };
  const people = Object.entries(policy.management.people).map(([id, person]) => [id, { ...person, duty }] as const);
  return { ...policy, management: { ...policy.management, people: Object.fromEntries(people) } };
}

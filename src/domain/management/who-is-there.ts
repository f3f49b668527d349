import { after, SECOND, type Instant } from '../calendar/instant.ts';
import { resolveOpeningHours } from '../calendar/resolve-opening-hours.ts';
import { isOpen } from '../calendar/working-time.ts';
import { MANAGEMENT_ROLES, type RECIPIENTS } from '../policy/management.ts';
import type { Policy } from '../policy/schema.ts';
import { siteRuleOf } from '../policy/terms.ts';
import { deputyOf, isAway } from './directory.ts';

/** A role in which somebody is told. */
export type Recipient = (typeof RECIPIENTS)[number];
type ManagementRole = (typeof MANAGEMENT_ROLES)[number];

/** Somebody who is told of a rung. */
export interface Told {
  person: string;
  role: Recipient;
  /** Whom they are told for, who is out. */
  insteadOf: string | null;
}

/** By their duty hours; agents keep none of their own, and count as on duty. */
export function isOnDuty(policy: Policy, id: string, at: Instant): boolean {
  const { people } = policy.management;
  const person = Object.hasOwn(people, id) ? people[id] : undefined;
  if (person === undefined) return true;
  return isOpen(resolveOpeningHours(policy, { team: id, site: siteRuleOf(person.duty) }, at, after(at, SECOND)), at);
}

/** They, or while they are absent their deputy, if on duty; `null` when that is nobody. */
export function onDutyFor(policy: Policy, id: string, at: Instant): string | null {
  const there = deputyOf(policy, id, at);
  return there !== null && isOnDuty(policy, there, at) ? there : null;
}

/** Who holds a role for a team: its own lead, or everybody who has the role. */
export function holdersOf({ teams, management: { people } }: Policy, role: ManagementRole, team: string): string[] {
  const lead = role === 'team-lead' && Object.hasOwn(teams, team) ? teams[team]?.lead : undefined;
  if (lead !== undefined) return [lead];
  return Object.entries(people).flatMap(([id, { roles }]) => (roles.includes(role) ? [id] : []));
}

/**
 * Who is told when nobody is on duty: the head of support, or whoever is there for them. Only where they all are absent
 * somebody else of the directory, the highest and rather one on duty; and the head of support when nobody is there at all.
 */
export function lastResort(policy: Policy, at: Instant): Told {
  const role = 'head-of-support';
  const heads = holdersOf(policy, role, '');
  for (const head of heads) {
    const person = deputyOf(policy, head, at);
    if (person !== null) return { person, role, insteadOf: person === head ? null : head };
  }
  const [head] = heads;
  if (head === undefined) throw new Error('a policy without a head of support passed the schema');
  const there = Object.keys(policy.management.people).filter((id) => !isAway(policy, id, at));
  const highest = there.sort((a, b) => rank(policy, b, at) - rank(policy, a, at))[0];
  return highest === undefined
    ? { person: head, role, insteadOf: null }
    : { person: highest, role: roleOf(policy, highest), insteadOf: head };
}

const roleOf = ({ management: { people } }: Policy, id: string): ManagementRole =>
  MANAGEMENT_ROLES.findLast((role) => people[id]?.roles.includes(role)) ?? 'team-lead';

/** Being on duty counts for more than any role. */
const rank = (policy: Policy, id: string, at: Instant): number =>
  MANAGEMENT_ROLES.indexOf(roleOf(policy, id)) + (isOnDuty(policy, id, at) ? MANAGEMENT_ROLES.length : 0);

/** Nobody is told twice; whoever is told for themselves is not told as a stand-in. */
export function eachOnce(told: Told[]): Told[] {
  const byPerson = new Map<string, Told>();
  for (const one of told) {
    const known = byPerson.get(one.person);
    if (known === undefined || (known.insteadOf !== null && one.insteadOf === null)) byPerson.set(one.person, one);
  }
  return [...byPerson.values()];
}

import { calendarOf } from '../calendar/calendar-of.ts';
import type { Instant } from '../calendar/instant.ts';
import { localDate } from '../calendar/wall-clock.ts';
import type { Policy } from '../policy/schema.ts';
import { siteRuleOf } from '../policy/terms.ts';
import type { Manager } from './manager.ts';

/*
 * Who manages, as the policy's directory says. Absences are days by the calendar of each person's duty hours, so this is not
 * for workflows: activities and the API ask it, and the workflow gets what it said.
 */

/** @returns `null` when the directory does not know them */
export function managerAt(policy: Policy, id: string, at: Instant): Manager | null {
  const person = personOf(policy, id);
  if (person === undefined) return null;
  const standsInFor = Object.entries(policy.management.people)
    .filter(([other]) => other !== id && isAway(policy, other, at) && deputyOf(policy, other, at) === id)
    .map(([other, { level, alsoKnownAs }]) => ({ id: other, level, alsoKnownAs }));
  return { id, level: person.level, standsInFor, alsoKnownAs: person.alsoKnownAs };
}

export const isAway = (policy: Policy, id: string, at: Instant): boolean => absenceOf(policy, id, at) !== undefined;

/**
 * Who is there for a person: they themselves, or whoever their delegates lead to.
 * @returns `null` when all whom the delegates name are away as well
 */
export function deputyOf(policy: Policy, id: string, at: Instant): string | null {
  const asked = new Set<string>();
  for (let person = id; !asked.has(person);) {
    asked.add(person);
    const absence = absenceOf(policy, person, at);
    if (absence === undefined) return person;
    person = absence.delegate;
  }
  return null;
}

function absenceOf(policy: Policy, id: string, at: Instant) {
  const person = personOf(policy, id);
  if (person === undefined) return undefined;
  const { zone } = calendarOf(policy, { team: id, site: siteRuleOf(person.duty) });
  const today = localDate(at, zone).toString();
  return person.absences.find(({ from, to }) => from <= today && today <= to);
}

/** Ids come from tokens and signals, and `constructor` is nobody. */
const personOf = ({ management: { people } }: Policy, id: string) =>
  Object.hasOwn(people, id) ? people[id] : undefined;

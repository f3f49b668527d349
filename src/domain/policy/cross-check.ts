import { APPROVERS } from './approvers.ts';
import { MANAGEMENT_ROLES } from './management.ts';
import type { Parts } from './parts.ts';
import { OF_SERVICE, type Schedule } from './schedule.ts';
import type { Localized } from './words.ts';

/** Reports a fault at the place of the policy where it is to be mended. */
type Report = (path: PropertyKey[], message: string) => void;

/** Checks what one part of the policy says of another. */
export function crossCheck(policy: Parts, report: Report): void {
  checkPlaces(policy, report);
  checkSchedules(policy, report);
  checkPeople(policy, report);
  checkLadder(policy, report);
  checkWords(policy, report);
}

function checkWords({ locales, sites, teams, handOverReasons }: Parts, report: Report): void {
  const check = (words: Localized, path: PropertyKey[]): void => {
    for (const locale of locales) if (words[locale] === undefined) report([...path, locale], 'expected text');
  };
  for (const [id, { city }] of Object.entries(sites)) check(city, ['sites', id, 'city']);
  for (const [id, { name }] of Object.entries(teams)) check(name, ['teams', id, 'name']);
  for (const [id, reason] of Object.entries(handOverReasons)) check(reason, ['handOverReasons', id]);
}

function checkPlaces(policy: Parts, report: Report): void {
  if (!Object.hasOwn(policy.sites, policy.defaultSite)) report(['defaultSite'], oneOf('site', policy.sites));
  if (Object.hasOwn(policy.sites, OF_SERVICE))
    report(['sites', OF_SERVICE], `expected another id: ${OF_SERVICE} is a rule, not a site`);
  if (!Object.hasOwn(policy.teams, policy.firstTeam)) report(['firstTeam'], oneOf('team', policy.teams));
  if (Object.hasOwn(policy.teams, APPROVERS))
    report(['teams', APPROVERS], 'expected another id: approvers are set in approvals');
}

function checkSchedules({ sites, teams, approvals, management }: Parts, report: Report): void {
  const check = (schedule: Schedule, path: PropertyKey[], ofService: boolean): void => {
    const { site, zone, holidays } = schedule;
    if ((site === undefined) === (zone === undefined)) report([...path, 'site'], 'expected either a site or a zone');
    else if (zone !== undefined && holidays) {
      report([...path, 'holidays'], 'expected false: only a site has public holidays, a zone has none');
    } else if (site === OF_SERVICE ? !ofService : site !== undefined && !Object.hasOwn(sites, site)) {
      report([...path, 'site'], oneOf('site', sites));
    }
  };
  for (const [id, team] of Object.entries(teams)) check(team, ['teams', id], true);
  check(approvals.approvers, ['approvals', APPROVERS], false);
  for (const [id, { duty }] of Object.entries(management.people))
    check(duty, ['management', 'people', id, 'duty'], false);
}

function checkPeople({ teams, approvals, management: { people } }: Parts, report: Report): void {
  for (const [id, { lead }] of Object.entries(teams)) {
    if (lead !== undefined && !Object.hasOwn(people, lead)) report(['teams', id, 'lead'], oneOf('person', people));
  }
  const levels = Math.min(...Object.values(approvals.limits).map(({ perLevel }) => perLevel.length));
  const aliases = Object.values(people).flatMap(({ alsoKnownAs }) => alsoKnownAs);
  for (const [id, { level, absences, alsoKnownAs }] of Object.entries(people)) {
    const path = ['management', 'people', id];
    if (Object.hasOwn(teams, id) || id === APPROVERS) report(path, 'expected an id that is not also the id of a team');
    if (level > levels)
      report([...path, 'level'], `expected a level with a limit in every currency, at most ${levels}`);
    alsoKnownAs.forEach((alias, index) => {
      // Two managers must be two people.
      const isShared = Object.hasOwn(people, alias) || aliases.filter((other) => other === alias).length > 1;
      if (isShared) report([...path, 'alsoKnownAs', index], 'expected an id that is nobody else’s');
    });
    absences.forEach(({ delegate }, index) => {
      if (delegate === id || !Object.hasOwn(people, delegate)) {
        report([...path, 'absences', index, 'delegate'], oneOf('other person', people, id));
      }
    });
  }
  for (const role of MANAGEMENT_ROLES.slice(1)) {
    if (!Object.values(people).some(({ roles }) => roles.includes(role))) {
      report(['management', 'people'], `expected somebody with the role ${role}`);
    }
  }
}

/** Nobody may be left untold: every rung of every promise has its entry, and a miss reaches a manager (P12). */
function checkLadder({ promises, management: { ladder, decisionLadder } }: Parts, report: Report): void {
  ladder.forEach(({ rung, tell }, index) => {
    const path = ['management', 'ladder', index];
    if (rung <= (ladder[index - 1]?.rung ?? 0)) report([...path, 'rung'], 'expected ascending percents');
    if (rung >= 100 && tell.every((recipient) => recipient === 'assignee')) {
      report([...path, 'tell'], 'expected a manager: management knows of every missed promise');
    }
  });
  decisionLadder.forEach(({ rung }, index) => {
    const path = ['management', 'decisionLadder', index, 'rung'];
    const before = decisionLadder[index - 1]?.rung;
    if (before === undefined && rung !== 0) report(path, 'expected 0, the asking itself, as the first');
    if (before !== undefined && rung <= before) report(path, 'expected ascending percents');
  });
  const known = new Set(ladder.map(({ rung }) => rung));
  const rungs = new Set(Object.values(promises).flatMap((promise) => promise.rungs));
  for (const rung of [...rungs].sort((a, b) => a - b)) {
    if (!known.has(rung)) report(['management', 'ladder'], `expected an entry for rung ${rung}, which a promise uses`);
  }
}

const oneOf = (what: string, known: Record<string, unknown>, but?: string): string =>
  `expected the id of a known ${what}: ${Object.keys(known)
    .filter((id) => id !== but)
    .join(', ')}`;

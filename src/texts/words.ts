import type { Instant } from '../domain/calendar/instant.ts';
import { calendarOf } from '../domain/calendar/calendar-of.ts';
import { siteOfTeam } from '../domain/calendar/resolve-opening-hours.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { LOCALES, type Locale, type Localized } from '../domain/policy/words.ts';
import type { HandOverReason } from '../domain/ticket/ticket.ts';
import { amountWords } from './money.ts';
import { sayIn } from './say.ts';
import type { Opening, Story, Words } from './texts.ts';

/** What the store knows of a ticket that its texts speak of. */
export interface TicketFacts {
  number: number;
  subject: string;
  continues: number | null;
  locale: string;
  timeZone: string;
  /** Where the customer's server stands. */
  serviceSite: string | null;
  names: ReadonlyMap<string, string>;
  /** The manager's comment that the message passes on. */
  comment: string | null;
  story: Story;
}

/** As `it-IT`, however it was written, and without wishes such as another calendar that our texts don't follow. */
function plain(locale: string): string {
  try {
    return new Intl.Locale(locale).baseName;
  } catch {
    return locale;
  }
}

/** The customer's language where there are texts in it, otherwise the policy's first. */
export function localeOf(policy: Policy, wanted: string): Locale {
  const language = plain(wanted).split('-')[0];
  const offered = LOCALES.find((locale) => locale === language && policy.locales.includes(locale));
  return offered ?? policy.locales[0] ?? 'en';
}

/** Instants as a customer reads them: in their language, by their clock. */
export function instantsFor(policy: Policy, reader: Pick<TicketFacts, 'locale' | 'timeZone'>): (at: Instant) => string {
  const wanted = plain(reader.locale);
  const locale = localeOf(policy, wanted);
  const timeZone = readableZone(reader.timeZone);
  const region = wanted.startsWith(locale) ? wanted : locale;
  const say = sayIn(locale, { region, timeZone });
  // No instant is told without the clock it is read from.
  return (at) => say('instant', { at: new Date(at), zone: zoneName(region, timeZone, at) });
}

export function wordsOf(policy: Policy, ticket: TicketFacts): Words {
  const locale = localeOf(policy, ticket.locale);
  const instant = instantsFor(policy, ticket);
  const localized = (words: Localized | undefined, fallback: string): string => words?.[locale] ?? fallback;
  return {
    say: sayIn(locale),
    number: ticket.number,
    subject: ticket.subject,
    continues: ticket.continues,
    instant,
    team: (id) => localized(policy.teams[id]?.name, id),
    isFirstLine: (team) => team === policy.firstTeam,
    opening: (team, at) => (Object.hasOwn(policy.teams, team) ? openingOf(policy, ticket, team, at) : null),
    person: (id) => ticket.names.get(id) ?? id,
    reason: (id) => localized(policy.handOverReasons[id as HandOverReason], id),
    money: (minor, currency) =>
      amountWords(locale, { currency, minorUnits: policy.approvals.limits[currency]?.minorUnits ?? 2 }, minor),
    comment: ticket.comment,
    story: ticket.story,
  };
}

/** By the clock of the team's place, as its people would say it. */
function openingOf(policy: Policy, ticket: TicketFacts, team: string, at: Instant): Opening {
  const locale = localeOf(policy, ticket.locale);
  const site = siteOfTeam(policy, team, ticket.serviceSite);
  const { zone: timeZone } = calendarOf(policy, { team, site });
  return {
    when: sayIn(locale, { timeZone })('opening', { at: new Date(at) }),
    city: policy.sites[site]?.city[locale] ?? null,
    zone: zoneName(locale, timeZone, at),
  };
}

/** A zone that intake knew and this process does not would fail the recording of its ticket for good: UTC is said instead. */
function readableZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

function zoneName(locale: string, timeZone: string, at: Instant): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZoneName: 'longGeneric', timeZone }).formatToParts(new Date(at));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

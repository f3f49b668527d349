import type { Milliseconds } from '../calendar/instant.ts';
import type { PromiseKind } from '../promises/promise.ts';
import type { ApprovalType } from '../approvals/approval.ts';
import type { Channel, Kind } from '../ticket/ticket.ts';
import type { Policy } from './schema.ts';

/** A time, the closing of the holding team's next working day (P11, `complex`), or whatever the estimate says. */
export type ResolutionTarget = Milliseconds | 'end-of-next-working-day' | 'as-estimated';

/** What each promise allows, in milliseconds of that promise's own clock. */
export interface PromiseTerms {
  acknowledgement: Record<Channel, Milliseconds>;
  firstReply: Milliseconds;
  nextReply: Milliseconds;
  statusUpdate: Record<Kind, Milliseconds>;
  estimate: Milliseconds;
  resolution: Record<Kind, ResolutionTarget>;
  pickUp: Milliseconds;
  decision: Milliseconds;
}

/** How long the customer's silence lasts before it is answered for them, in elapsed time since it began. */
export interface SilenceTerms {
  /** One reminder after each; ascending, all before `closeAfter`. */
  remindAfter: Milliseconds[];
  closeAfter: Milliseconds;
}

/** Where somebody's hours are kept: a site's id, a zone's name for those without one, or `of-service`: where the service stands. */
export type SiteRule = string;

export interface HoursTerms {
  site: SiteRule;
  /** Never closes: working time is wall time, and no hours need to be known for it. */
  alwaysOpen: boolean;
}

export interface TeamTerms extends HoursTerms {
  level: number;
}

/** How far managers may go in one currency, in minor units. */
export interface LimitTerms {
  /** Of level 1, level 2 and so on. */
  perLevel: number[];
  hardMaximum: number;
  fourEyesAbove: number;
}

export interface ApprovalTerms {
  types: Record<ApprovalType, { amount: 'required' | 'none'; validFor: Milliseconds | null }>;
  limits: Record<string, LimitTerms>;
  expiresAfterWorkingDays: number;
}

/**
 * What a ticket's workflow needs of the policy: small plain JSON, so that it travels in a workflow's input, and without
 * zod or time zones, which must not run there.
 */
export interface Terms {
  promises: PromiseTerms;
  /** Percent of the span at which somebody hears of a promise; ascending, with 100 among them. */
  rungs: Record<PromiseKind, number[]>;
  /** While the customer owes an answer. */
  waitingForCustomer: SilenceTerms;
  /** While a resolution waits for the customer's word. */
  resolved: SilenceTerms;
  /** A customer's message reopens a ticket closed less than this ago. */
  reopenWithin: Milliseconds;
  /** An estimate that lies further away is refused. */
  estimateWithin: Milliseconds;
  /** How much of the opening hours is fetched at a time. */
  openingHoursHorizon: Milliseconds;
  /** A run ends when its deliveries are settled, or after this. */
  deliveriesSettleWithin: Milliseconds;
  /** The team that gets every new and every reopened ticket. */
  firstTeam: string;
  teams: Record<string, TeamTerms>;
  /** The hours of those who decide approvals; asked for with the key `approvers`. */
  approvers: HoursTerms;
  /** What may be asked of them. */
  approvals: ApprovalTerms;
  defaultSite: string;
  /** The ids of all sites. */
  sites: string[];
}

/** What decides when somebody works, as the policy writes it for a team, the approvers or a manager. */
type Schedule = Policy['approvals']['approvers'];

/** Open 24/7 without exception: neither holidays nor closing days ever close it. */
export const neverCloses = ({ hours, holidays, closingDays }: Schedule): boolean =>
  hours === '24/7' && !holidays && closingDays.length === 0;

/** The one of `site` and `zone` that is given; the schema sees to it that it is exactly one. */
export function siteRuleOf({ site, zone }: Schedule): SiteRule {
  const rule = site ?? zone;
  if (rule === undefined) throw new Error('a schedule without a site and without a zone passed the schema');
  return rule;
}

/** @returns the slice of the policy that a workflow carries. */
export function termsOf(policy: Policy): Terms {
  const { promises } = policy;
  return {
    promises: {
      acknowledgement: promises.acknowledgement.target,
      firstReply: promises['first-reply'].target,
      nextReply: promises['next-reply'].target,
      statusUpdate: promises['status-update'].target,
      estimate: promises.estimate.target,
      resolution: promises.resolution.target,
      pickUp: promises['pick-up'].target,
      decision: promises.decision.target,
    },
    rungs: mapValues(promises, ({ rungs }) => rungs),
    waitingForCustomer: policy.waitingForCustomer,
    resolved: policy.resolved,
    reopenWithin: policy.reopenWithin,
    estimateWithin: policy.estimateWithin,
    openingHoursHorizon: policy.openingHoursHorizon,
    deliveriesSettleWithin: policy.deliveriesSettleWithin,
    firstTeam: policy.firstTeam,
    teams: mapValues(policy.teams, (team) => ({ ...hoursTerms(team), level: team.level })),
    approvers: hoursTerms(policy.approvals.approvers),
    approvals: {
      types: mapValues(policy.approvals.types, ({ amount, validFor }) => ({ amount, validFor: validFor ?? null })),
      limits: mapValues(policy.approvals.limits, ({ minorUnits: _minorUnits, ...limits }) => limits),
      expiresAfterWorkingDays: policy.approvals.expiresAfterWorkingDays,
    },
    defaultSite: policy.defaultSite,
    sites: Object.keys(policy.sites).sort(),
  };
}

const hoursTerms = (schedule: Schedule): HoursTerms => ({
  site: siteRuleOf(schedule),
  alwaysOpen: neverCloses(schedule),
});

const mapValues = <K extends string, V, R>(record: Record<K, V>, change: (value: V) => R): Record<K, R> =>
  Object.fromEntries(Object.entries<V>(record).map(([key, value]) => [key, change(value)])) as Record<K, R>;

import { z } from 'zod';
import { HAND_OVER_REASONS } from '../ticket/ticket.ts';
import { Approvals } from './approvals.ts';
import { Duration } from './durations.ts';
import { Claims, Management } from './management.ts';
import { forEach, Promises, Silence } from './promises.ts';
import { SCHEDULE, Site } from './schedule.ts';
import { Vat } from './vat.ts';
import { count, Id, LOCALES, Localized, Text } from './words.ts';

const Team = z.strictObject({
  level: count(1),
  name: Localized,
  ...SCHEDULE,
  /** The person of the directory who is told as team lead. */
  lead: Id.optional(),
});

/** A policy as far as each part can be checked by itself. */
export const Parts = z.strictObject({
  company: z.strictObject({ name: Text, supportAddress: z.email('expected an e-mail address') }),
  /** Languages that customers may choose; the first is the default. */
  locales: z
    .array(z.enum(LOCALES))
    .min(1)
    .refine((locales) => new Set(locales).size === locales.length, 'expected each locale once'),
  /** Where a service without a site is taken to stand. */
  defaultSite: Id,
  sites: z.record(Id, Site),
  /** The switch for public holidays; closing days that the policy lists itself stay in force. */
  holidaysClose: z.boolean(),
  firstTeam: Id,
  teams: z.record(Id, Team),
  promises: Promises,
  waitingForCustomer: Silence,
  resolved: Silence,
  reopenWithin: Duration,
  estimateWithin: Duration,
  openingHoursHorizon: Duration,
  deliveriesSettleWithin: Duration,
  /** What the customer reads as the reason of a hand-over. */
  handOverReasons: forEach(HAND_OVER_REASONS, Localized),
  approvals: Approvals,
  management: Management,
  claims: Claims,
  vat: Vat,
});

export type Parts = z.infer<typeof Parts>;

import fc from 'fast-check';
import { HOUR, MINUTE, SECOND } from '../../src/domain/calendar/instant.ts';
import { HAND_OVER_REASONS, KINDS } from '../../src/domain/ticket/ticket.ts';
import { MANAGER_NAMES, STAFF_NAMES, type ManagerName, type StaffName } from './people.ts';
import { STARTS } from './starts.ts';

/** Something that somebody may do: how the rules are asked, and how it is written down. */
export type Deed =
  | { by: 'customer'; verb: 'writes' | 'confirms' | 'contradicts' | 'withdraws' }
  | { by: 'staff'; verb: 'replies' | 'asks' | 'notes' | 'takes' | 'releases' | 'resolves' | 'answers' }
  | { by: 'staff'; verb: 'reviews'; kind: (typeof KINDS)[number] }
  | { by: 'staff'; verb: 'forwards'; team: string; reason: (typeof HAND_OVER_REASONS)[number] }
  | {
      by: 'staff';
      verb: 'reviewsAndForwards';
      kind: (typeof KINDS)[number];
      team: string;
      reason: (typeof HAND_OVER_REASONS)[number];
    }
  | { by: 'staff'; verb: 'consults'; team: string }
  | { by: 'staff'; verb: 'estimates'; minutes: number }
  | { by: 'staff'; verb: 'asksApproval'; minor: number }
  | { by: 'staff'; verb: 'withdrawsApproval' }
  | {
      by: 'manager';
      verb: 'decides';
      who: ManagerName;
      decision: 'approve' | 'refuse';
      via: 'api' | 'signal';
    };

export interface RawStep {
  /** Seconds since the step before. */
  gap: number;
  who: StaffName;
  deed: Deed;
  /** Chooses somebody else who may do it, if anybody may. */
  lawful: number | null;
}

export interface RawLife {
  start: string;
  channel: 'ticket' | 'chat';
  site: 'us-nyc' | 'pl-waw' | null;
  steps: RawStep[];
}

const team = fc.constantFrom('support', 'billing', 'datacentre', 'sysadmins');
const kind = fc.constantFrom(...KINDS);
const reason = fc.constantFrom(...HAND_OVER_REASONS);
const staff = 'staff' as const;

const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .constantFrom('writes' as const, 'confirms' as const, 'contradicts' as const)
      .map((verb): Deed => ({ by: 'customer', verb })),
  },
  { weight: 1, arbitrary: fc.constant<Deed>({ by: 'customer', verb: 'withdraws' }) },
  {
    weight: 9,
    arbitrary: fc
      .constantFrom(
        'replies' as const,
        'asks' as const,
        'notes' as const,
        'takes' as const,
        'releases' as const,
        'resolves' as const,
        'answers' as const,
      )
      .map((verb): Deed => ({ by: staff, verb })),
  },
  { weight: 4, arbitrary: kind.map((one): Deed => ({ by: staff, verb: 'reviews', kind: one })) },
  { weight: 3, arbitrary: fc.record({ by: fc.constant(staff), verb: fc.constant('forwards' as const), team, reason }) },
  {
    weight: 1,
    arbitrary: fc.record({
      by: fc.constant(staff),
      verb: fc.constant('reviewsAndForwards' as const),
      kind,
      team,
      reason,
    }),
  },
  { weight: 2, arbitrary: team.map((one): Deed => ({ by: staff, verb: 'consults', team: one })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(25, 190, 1_500, 4_400)
      .map((minutes): Deed => ({ by: staff, verb: 'estimates', minutes })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom(5_000, 10_000, 10_001, 150_000)
      .map((minor): Deed => ({ by: staff, verb: 'asksApproval', minor })),
  },
  { weight: 1, arbitrary: fc.constant<Deed>({ by: staff, verb: 'withdrawsApproval' }) },
  {
    weight: 3,
    arbitrary: fc.record({
      by: fc.constant('manager' as const),
      verb: fc.constant('decides' as const),
      who: fc.constantFrom(...MANAGER_NAMES),
      decision: fc.constantFrom('approve' as const, 'refuse' as const),
      via: fc.constantFrom('api' as const, 'signal' as const),
    }),
  },
);

const MINUTES = MINUTE / SECOND;
const HOURS = HOUR / SECOND;
export const gap = fc.constantFrom(
  41,
  3 * MINUTES + 20,
  7 * MINUTES + 13,
  26 * MINUTES + 7,
  47 * MINUTES + 33,
  95 * MINUTES + 21,
  3 * HOURS + 71,
  9 * HOURS + 139,
);

const step: fc.Arbitrary<RawStep> = fc.record({
  gap,
  who: fc.constantFrom(...STAFF_NAMES),
  deed,
  lawful: fc.option(fc.nat(1_000), { freq: 4 }),
});

export const rawLife: fc.Arbitrary<RawLife> = fc.record({
  start: fc.constantFrom(...Object.values(STARTS)),
  channel: fc.constantFrom('ticket' as const, 'chat' as const),
  site: fc.constantFrom(null, 'us-nyc' as const, 'pl-waw' as const),
  steps: fc.array(step, { minLength: 1, maxLength: 14, size: 'max' }),
});

import { z } from 'zod';
import { APPROVAL_TYPES } from '../approvals/approval.ts';
import { Duration } from './durations.ts';
import { forEach } from './promises.ts';
import { Schedule } from './schedule.ts';
import { count } from './words.ts';

const Type = z.strictObject({
  /** Whether money is asked for. */
  amount: z.enum(['required', 'none']),
  /** How long what was granted may be used; a credit note doesn't expire. */
  validFor: Duration.optional(),
});

const Amount = z.number().positive();

/** What may be granted in one currency: written in whole units (`100` is 100 EUR), held in minor units. */
const Limits = z
  .strictObject({
    /** Decimal places of the currency: 2 for EUR, 0 for JPY. */
    minorUnits: z.int().min(0).max(4),
    /** The limit of level 1, level 2 and so on. */
    perLevel: z.array(Amount).min(1),
    /** Nobody grants more, whatever their level. */
    hardMaximum: Amount,
    /** Above this two different managers decide, one of whose limits covers it. */
    fourEyesAbove: Amount,
  })
  .superRefine(({ minorUnits, perLevel, hardMaximum, fourEyesAbove }, ctx) => {
    const fault = (path: PropertyKey[], message: string): void => ctx.addIssue({ code: 'custom', path, message });
    const amount = (value: number, ...path: PropertyKey[]): void => {
      if (!isWholeMinor(value, minorUnits)) fault(path, `expected at most ${minorUnits} decimal places`);
      if (value > hardMaximum) fault(path, `expected at most the hardMaximum of ${hardMaximum}`);
    };
    perLevel.forEach((limit, index) => {
      amount(limit, 'perLevel', index);
      if (limit <= (perLevel[index - 1] ?? 0)) fault(['perLevel', index], 'expected more than the level below');
    });
    amount(hardMaximum, 'hardMaximum');
    amount(fourEyesAbove, 'fourEyesAbove');
  })
  .transform(({ minorUnits, perLevel, hardMaximum, fourEyesAbove }) => ({
    minorUnits,
    perLevel: perLevel.map((limit) => toMinor(limit, minorUnits)),
    hardMaximum: toMinor(hardMaximum, minorUnits),
    fourEyesAbove: toMinor(fourEyesAbove, minorUnits),
  }));

const toMinor = (amount: number, minorUnits: number): number => Math.round(amount * 10 ** minorUnits);

const isWholeMinor = (amount: number, minorUnits: number): boolean =>
  Math.abs(amount * 10 ** minorUnits - toMinor(amount, minorUnits)) < 1e-6;

const Currency = z.string().regex(/^[A-Z]{3}$/, 'expected a currency by its ISO 4217 code, such as EUR');

/** What managers decide (P6d, P15), and how far each may go. */
export const Approvals = z.strictObject({
  types: forEach(APPROVAL_TYPES, Type),
  limits: z
    .record(Currency, Limits)
    .refine((limits) => Object.keys(limits).length > 0, 'expected the limits of at least one currency'),
  /** When those who decide are there; the `decision` promise runs in these hours. */
  approvers: Schedule,
  /** Undecided for so many working days of the approvers, a request goes back to the agent. */
  expiresAfterWorkingDays: count(1),
});

import { z } from 'zod';
import { CHANNELS, KINDS } from '../ticket/ticket.ts';
import { Duration } from './durations.ts';

type Keyed<K extends string, T> = { [P in K]: T };

/** One entry for each of `keys`, none missing and none besides. */
export const forEach = <K extends string, T extends z.ZodType>(keys: readonly K[], entry: T) =>
  z.strictObject(Object.fromEntries(keys.map((key) => [key, entry])) as Keyed<K, T>);

const Rungs = z.array(z.int().min(1).max(1000)).superRefine((rungs, ctx) => {
  const fault = (message: string, ...path: number[]): void => ctx.addIssue({ code: 'custom', path, message });
  const disorder = rungs.findIndex((rung, index) => rung <= (rungs[index - 1] ?? 0));
  if (disorder >= 0) fault('expected ascending percents', disorder);
  if (!rungs.includes(100)) fault('expected 100, the due instant itself, among the rungs');
});

const promise = <T extends z.ZodType>(target: T) => z.strictObject({ target, rungs: Rungs });

const EndOfNextWorkingDay = z
  .strictObject({ endOf: z.literal('next-working-day') })
  .transform(() => 'end-of-next-working-day' as const);

const ResolutionTarget = z.union([Duration, EndOfNextWorkingDay, z.literal('as-estimated')], {
  error: 'expected a duration such as 30m, { endOf: next-working-day } or as-estimated',
});

/** What is promised: a target on each promise's own clock, and the percents of it at which somebody hears. */
export const Promises = z.strictObject({
  acknowledgement: promise(forEach(CHANNELS, Duration)),
  'first-reply': promise(Duration),
  'next-reply': promise(Duration),
  'status-update': promise(forEach(KINDS, Duration)),
  estimate: promise(Duration),
  resolution: promise(forEach(KINDS, ResolutionTarget)),
  'pick-up': promise(Duration),
  decision: promise(Duration),
});

/** What happens while the customer is silent, counted in elapsed time. */
export const Silence = z
  .strictObject({ remindAfter: z.array(Duration), closeAfter: Duration })
  .superRefine(({ remindAfter, closeAfter }, ctx) => {
    remindAfter.forEach((span, index) => {
      const message =
        span <= (remindAfter[index - 1] ?? 0)
          ? 'expected a later reminder than the one before'
          : span >= closeAfter
            ? 'expected a reminder before closeAfter'
            : null;
      if (message !== null) ctx.addIssue({ code: 'custom', path: ['remindAfter', index], message });
    });
  });

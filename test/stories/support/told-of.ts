import type { RungName } from '../../../src/domain/promises/rung-told.ts';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { Tale } from './tale.ts';

/** Waits, in real time, until it is journalled that the channel to management took the notice of a rung. */
export const toldOf = (tale: Tale, { kind, cycle, rung }: RungName): Promise<unknown> =>
  eventually(async () =>
    (await tale.happened('management.told')).some(({ data: { notices } }) =>
      notices.some((told) => told.kind === kind && told.cycle === cycle && told.rung === rung),
    ),
  );

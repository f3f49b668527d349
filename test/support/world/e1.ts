import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from './people.ts';
import { ADA, CARLA } from './tokens.ts';

/** E1, step by step: what comes between two steps is the caller's. */
export async function playE1(people: HttpPeople, between: (after: string) => Promise<unknown>): Promise<string> {
  const { id } = await people.submit();
  await eventually(async () => (await people.ticket(id)).phase === 'review');
  await between('submission');
  await people.write(ADA, id, { body: 'I am looking into your invoices.' });
  await between('reply');
  await people.step(ADA, id, 'review', { kind: 'simple' });
  await between('review');
  await people.step(ADA, id, 'resolution', { summary: 'The second charge was reversed.' });
  await between('resolution');
  await people.step(CARLA, id, 'confirmation', { solved: true });
  return id;
}

/** A person's pace: what one step sets going is done before the next. */
export const paced = (): Promise<void> => sleep(1_000);

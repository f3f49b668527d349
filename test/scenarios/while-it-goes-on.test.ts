import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../src/domain/calendar/instant.ts';
import { whileItGoesOn } from '../../src/scenarios/play/while-it-goes-on.ts';

const STANDSTILL_MS = 50;

test('what lasts is waited for while time is skipped', async () => {
  let now = 0;
  const skipping = async () => instantOf((now += 10 * STANDSTILL_MS));
  const lasting = sleep(5 * STANDSTILL_MS, 'done');
  expect(await whileItGoesOn(lasting, skipping, STANDSTILL_MS)).toBe('done');
});

test('what stands still is given up: time that goes by as it does on the wall is not skipped', async () => {
  const never = new Promise<never>(() => undefined);
  const byTheWall = async () => instantOf(Date.now());
  await expect(whileItGoesOn(never, byTheWall, STANDSTILL_MS)).rejects.toThrow('it stood still');
});

test('a world that tells no time any more ends it', async () => {
  const never = new Promise<never>(() => undefined);
  const gone = async () => Promise.reject(new Error('the server is gone'));
  await expect(whileItGoesOn(never, gone, STANDSTILL_MS)).rejects.toThrow('the server is gone');
});

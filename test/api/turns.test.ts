import { setTimeout as sleep } from 'node:timers/promises';
import { Turns } from '../../src/api/turns.ts';

/** Notes who is in, and how many were in at once. */
const counted = () => {
  let inside = 0;
  let most = 0;
  const done: number[] = [];
  const work = (name: number) => async () => {
    inside += 1;
    most = Math.max(most, inside);
    await sleep(1);
    inside -= 1;
    done.push(name);
  };
  return { work, done, most: () => most };
};

test('so many at a time for one key, first come, first served', async () => {
  const turns = new Turns(2);
  const { work, done, most } = counted();
  await Promise.all([1, 2, 3, 4, 5, 6].map((name) => turns.take('a', work(name))));
  expect(most()).toBe(2);
  expect(done).toEqual([1, 2, 3, 4, 5, 6]);
});

test('other keys do not wait', async () => {
  const turns = new Turns(1);
  const { work, most } = counted();
  await Promise.all(['a', 'b', 'c'].map((key) => turns.take(key, work(0))));
  expect(most()).toBe(3);
});

test('whoever fails makes room all the same', async () => {
  const turns = new Turns(1);
  const failed = turns.take('a', () => Promise.reject(new Error('no')));
  const next = turns.take('a', async () => 'done');
  await expect(failed).rejects.toThrow('no');
  expect(await next).toBe('done');
});

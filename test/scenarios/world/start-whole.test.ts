import { startWhole } from '../../../src/scenarios/world/start-whole.ts';

let ended: string[];
beforeEach(() => (ended = []));

test('all parts are ended once, the last one first', async () => {
  const { started, end } = await startWhole(async (atTheEnd) => {
    atTheEnd(() => ended.push('first'));
    atTheEnd(async () => ended.push('second'));
    return 'a world';
  });
  expect([started, ended]).toEqual(['a world', []]);
  await end();
  await end();
  expect(ended).toEqual(['second', 'first']);
});

test('when a later part does not start, those before it are ended, and its fault is told', async () => {
  const starting = startWhole(async (atTheEnd) => {
    atTheEnd(() => ended.push('first'));
    atTheEnd(() => {
      throw new Error('a fault of ending');
    });
    throw new Error('a fault of starting');
  });
  await expect(starting).rejects.toThrow('a fault of starting');
  expect(ended).toEqual(['first']);
});

test('one that does not end keeps no other from it, and is told', async () => {
  const { end } = await startWhole(async (atTheEnd) => {
    atTheEnd(() => ended.push('first'));
    atTheEnd(() => Promise.reject(new Error('it hangs on')));
    atTheEnd(() => ended.push('third'));
  });
  await expect(end()).rejects.toThrow('it hangs on');
  expect(ended).toEqual(['third', 'first']);
});

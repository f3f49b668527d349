import { whereaboutsFor, type ReadingSoFar } from '../../../src/domain/chat/whereabouts.ts';

const NOON = '2026-11-23T12:00:00.000Z';
const reading = (fields: Partial<ReadingSoFar> = {}): ReadingSoFar => ({ seq: 4, lastSeenAt: NOON, ...fields });

describe('where the customer of a chat is, for a message', () => {
  test.each<[string, number, ReadingSoFar, string, unknown]>([
    ['they were handed it', 4, reading(), '2026-11-23T18:00:00.000Z', 'has-it'],
    ['not yet, and were seen just now', 5, reading(), NOON, { leftInMs: 120_000 }],
    ['a moment before the two minutes are over', 5, reading(), '2026-11-23T12:01:59.999Z', { leftInMs: 1 }],
    ['the two minutes are over', 5, reading(), '2026-11-23T12:02:00.000Z', 'left'],
    ['seen by a clock that is ahead of ours', 5, reading(), '2026-11-23T11:59:50.000Z', { leftInMs: 130_000 }],
  ])('%s', (_, seq, given, now, expected) => {
    expect(whereaboutsFor(seq, given, now)).toEqual(expected);
  });
});

import type { Played } from '../../src/scenarios/played.ts';
import { coverageLines, untouched } from '../../src/scenarios/coverage.ts';
import { exitCode } from '../../src/scenarios/exit-code.ts';
import { anAcknowledgedTicket, type Story } from '../domain/support/story.ts';

const told = (story: Story, cites: string[], failures: Played['failures'] = []) =>
  ({ cites, failures, tickets: [{ name: 'first', record: { events: story.events } }] }) as unknown as Played;

const solved = anAcknowledgedTicket().agent.resolves().customer.confirms();
const handedOver = anAcknowledgedTicket().agent.forwards('sysadmins').sysadmin.takes();

describe('What no story shows', () => {
  test('promises that none cites, and ways that none goes', () => {
    const { promises, ways } = untouched([told(solved, ['P2', 'E1'])]);
    expect(promises).toContainEqual(expect.stringMatching(/^P3 a human's first reply/));
    expect(promises.filter((text) => /^(P2|E1) /.test(text))).toEqual([]);
    expect(ways).toEqual([
      'review → forward',
      'forward → specialist',
      'forward → review',
      'specialist → forward',
      'specialist → resolve',
      'resolve → specialist',
      'resolve → review',
      'closed → review',
    ]);
  });

  test('a story that failed shows nothing', () => {
    const failed = told(handedOver, ['P8'], [{ line: 1, expected: 'x', instead: 'y' }]);
    expect(untouched([failed]).ways).toHaveLength(11);
    expect(untouched([failed]).promises.some((text) => text.startsWith('P8 '))).toBe(true);
  });

  test('reopening is a way of its own', () => {
    const { ways } = untouched([told(solved.customer.writes(), [])]);
    expect(ways).toContain('resolve → review');
    expect(ways).not.toContain('closed → review');
  });

  test('a ticket that is withdrawn before it is solved goes no way of the table', () => {
    const { ways } = untouched([told(anAcknowledgedTicket().customer.withdraws(), [])]);
    expect(ways).toContain('resolve → closed');
  });

  test('ends with 1 where it was asked for, as a story that failed does, and with 2 what could not be read', () => {
    const all = { promises: [], ways: [] };
    const passed = { unreadable: false, failed: false, untouched: null };
    expect(exitCode(passed)).toBe(0);
    expect(exitCode({ ...passed, untouched: all })).toBe(0);
    expect(exitCode({ ...passed, untouched: { ...all, promises: ['P3 a human'] } })).toBe(1);
    expect(exitCode({ ...passed, untouched: { ...all, ways: ['review → forward'] } })).toBe(1);
    expect(exitCode({ ...passed, failed: true })).toBe(1);
    expect(exitCode({ ...passed, failed: true, unreadable: true })).toBe(2);
  });

  test('is told line by line, or that there is nothing', () => {
    expect(
      coverageLines({ promises: [], ways: [] })
        .map(({ text }) => text)
        .join(),
    ).toContain('every promise');
    const lines = coverageLines({ promises: ['P3 a human'], ways: ['review → forward'] });
    expect(lines.map(({ lead, text }) => lead + text)).toEqual(
      expect.arrayContaining(['  promise  P3 a human', '  way      review → forward']),
    );
  });
});

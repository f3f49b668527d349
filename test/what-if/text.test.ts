import { layOut } from '../../src/timeline/lay-out.ts';
import { remarks, type Report } from '../../src/what-if/report.ts';
import { textOf } from '../../src/what-if/text.ts';

const tally = {
  before: { kept: 12_760, missed: 34_580, other: 20_120 },
  after: { kept: 11_860, missed: 36_000, other: 19_720 },
  better: 0,
  worse: 900,
};

const report: Report = {
  policy: 'new.yaml',
  from: '2026-11-01',
  to: '2026-11-30',
  zone: 'Europe/Berlin',
  heldFixed: [],
  tickets: 10_000,
  total: tally,
  byKind: [{ name: 'acknowledgement', ...tally }],
  byTeam: [{ name: 'support', ...tally }],
  unknownTeams: [],
  different: [],
  leftOut: [],
  failed: [],
  unlike: null,
};

test.each([
  [60, ['kept', 'missed', 'kept', 'missed', 'better', 'worse']],
  [80, ['kept', 'missed', 'other', 'kept', 'missed', 'other', 'better', 'worse']],
  [100, ['kept', 'missed', 'other', 'kept', 'missed', 'other', 'better', 'worse']],
])('on %i columns a table keeps its rows whole', (columns, heads) => {
  const rows = layOut(textOf(report, columns), { columns, paint: undefined });
  expect(rows.filter((row) => row.length > columns)).toEqual([]);
  expect(rows.find((row) => row.startsWith('promise'))?.split(/ +/)).toEqual(['promise', ...heads]);
  expect(rows.filter((row) => /^(acknowledgement|support|all) .* 900$/.test(row))).toHaveLength(4);
});

test('of tickets that cannot be lived again, each reason once, and no more numbers than can be read', () => {
  const failed = Array.from({ length: 60 }, (_, index) => ({ number: index + 1, reason: 'it has no hours' }));
  const told = remarks({ ...report, failed }).find((remark) => remark.includes('it has no hours'));
  expect(told).toMatch(
    /^Could not be lived again and are in no table, as it has no hours: #1, #2, .* #50 and 10 more\.$/,
  );
});

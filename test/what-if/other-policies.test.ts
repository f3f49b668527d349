import { compare, endsOtherwise, type Compared } from '../../src/what-if/compare.ts';
import { owersIn } from '../../src/what-if/owers.ts';
import { Tallies } from '../../src/what-if/tally.ts';
import type { TicketEvent } from '../../src/domain/ticket/events.ts';
import type { Relived } from '../../src/what-if/relive.ts';
import { anAcknowledgedTicket, type Story } from '../domain/support/story.ts';
import { berlin } from '../domain/support/when.ts';
import { hoursUnder, relived } from './support/lived.ts';
import { otherPolicy, type Change } from './support/other-policy.ts';

const under = (story: Story, ...changes: Change[]): Relived => relived(story, hoursUnder(otherPolicy(...changes)));

const differences = (story: Story, { promises, events }: Relived): Compared[] =>
  compare(
    { promises: story.ticket.promises, owers: owersIn(story.events), firstTeam: firstTeamIn(story.events) },
    { promises, owers: owersIn(events), firstTeam: firstTeamIn(events) },
  );

const firstTeamIn = ([submitted]: readonly TicketEvent[]): string =>
  submitted?.type === 'ticket.submitted' ? submitted.data.team : 'nobody';

const due = (text: string) => berlin(`2026-06-${text}`);

test('a first reply after seven minutes is kept within ten and missed within five', () => {
  const story = anAcknowledgedTicket().sleepsUntil('10:07').agent.replies();
  const other = under(story, ['target: 10m', 'target: 5m']);
  expect(differences(story, other).filter(endsOtherwise)).toEqual([
    {
      kind: 'first-reply',
      cycle: 1,
      before: { state: 'kept', dueAt: due('08 10:10'), team: 'support' },
      after: { state: 'missed', dueAt: due('08 10:05'), team: 'support' },
    },
  ]);
});

test.each([
  ['in the last instant of the new target', '10:05', 'kept'],
  ['a millisecond later', '10:05:00.001', 'missed'],
])('a first reply %s', (_when, at, state) => {
  const story = anAcknowledgedTicket().at(at).agent.replies();
  const other = under(story, ['target: 10m', 'target: 5m']);
  expect(other.promises.find(({ kind }) => kind === 'first-reply')?.state).toBe(state);
});

test('longer hours: what was due the next morning is due in the evening, by the team whose hours they are', () => {
  const story = anAcknowledgedTicket({ at: '2026-06-08 17:50' })
    .sleepsUntil('17:55')
    .agent.reviewsAndForwards('standard', 'billing')
    .sleepsUntil('Tue 09:10')
    .biller.takes();
  const other = under(story, ['hours: { mon-fri: 09:00-18:00 }', 'hours: { mon-fri: 09:00-20:00 }']);
  expect(differences(story, other).find(({ kind }) => kind === 'pick-up')).toEqual({
    kind: 'pick-up',
    cycle: 1,
    before: { state: 'kept', dueAt: due('09 09:25'), team: 'billing' },
    after: { state: 'missed', dueAt: due('08 18:25'), team: 'billing' },
  });
});

test('a holiday that closes nobody any more: due on the day itself', () => {
  // Whit Monday of 2026 is the 25th of May.
  const story = anAcknowledgedTicket({ at: '2026-05-25 10:00' })
    .sleepsUntil('10:05')
    .agent.reviewsAndForwards('standard', 'billing')
    .sleepsUntil('2026-05-26 09:05')
    .biller.takes();
  const other = under(story, ['holidaysClose: true', 'holidaysClose: false']);
  expect(differences(story, other).find(({ kind }) => kind === 'pick-up')).toMatchObject({
    before: { state: 'kept', dueAt: berlin('2026-05-26 09:30') },
    after: { state: 'missed', dueAt: berlin('2026-05-25 10:35') },
  });
});

test('a confirmation that comes after the ticket has closed by silence is left out, and told by its code', () => {
  const story = anAcknowledgedTicket()
    .sleepsUntil('10:05')
    .agent.resolves()
    .sleepsUntil('2026-06-12 10:00')
    .customer.confirms();
  const other = under(story, [
    'resolved: { remindAfter: [48h], closeAfter: 5d }',
    'resolved: { remindAfter: [], closeAfter: 3d }',
  ]);
  expect(other.refusals).toEqual(['ticket-closed']);
  expect(other.events.filter(({ type }) => type === 'ticket.closed')).toMatchObject([
    { at: due('11 10:05'), data: { outcome: 'not-contradicted' } },
  ]);
});

test('a hand-over to a team that there is not: what its people did then is left out as well', () => {
  const story = anAcknowledgedTicket()
    .sleepsUntil('10:05')
    .agent.forwards('billing')
    .sleepsUntil('10:10')
    .biller.takes();
  const policy = otherPolicy();
  const { billing: _billing, ...teams } = policy.teams;
  const other = relived(story, hoursUnder({ ...policy, teams }));
  expect(other.refusals).toEqual(['unknown-team', 'not-holding-team']);
  expect(other.promises.some(({ kind }) => kind === 'pick-up')).toBe(false);
});

test('a pick-up by another team is another promise, although it is the first of the ticket then', () => {
  const story = anAcknowledgedTicket()
    .sleepsUntil('10:05')
    .agent.forwards('billing')
    .sleepsUntil('10:10')
    .biller.takes()
    .biller.forwards('support')
    .sleepsUntil('10:20')
    .agent.takes()
    .agent.forwards('sysadmins');
  const { teams, ...policy } = otherPolicy();
  const { billing: _billing, ...others } = teams;
  const pickUps = differences(story, relived(story, hoursUnder({ ...policy, teams: others }))).filter(
    ({ kind }) => kind === 'pick-up',
  );
  expect(pickUps.map(({ before, after }) => [before?.team, after?.team])).toEqual([
    ['billing', undefined],
    ['support', undefined],
    ['sysadmins', 'sysadmins'],
  ]);
});

test('what another team would have owed counts for that team, beside what was recorded of the one before', () => {
  const story = anAcknowledgedTicket()
    .sleepsUntil('10:05')
    .agent.reviewsAndForwards('standard', 'billing')
    .sleepsUntil('10:10')
    .biller.takes();
  const policy = otherPolicy();
  const { billing: _billing, ...teams } = policy.teams;
  const tallies = new Tallies();
  for (const one of differences(story, relived(story, hoursUnder({ ...policy, teams })))) tallies.count(one);
  const billing = tallies.byTeam.find(({ name }) => name === 'billing');
  expect(billing?.before).not.toEqual({ kept: 0, missed: 0, other: 0 });
  expect(billing?.after).toEqual({ kept: 0, missed: 0, other: 0 });
  expect(tallies.byTeam.map(({ before }) => before.kept).reduce((all, count) => all + count)).toBe(
    tallies.total.before.kept,
  );
});

test('a credit that would be beyond every limit is refused, and with it nothing is decided', () => {
  const story = anAcknowledgedTicket()
    .sleepsUntil('10:05')
    .agent.asksApproval({ amount: { minor: 50_000, currency: 'EUR' } });
  const other = under(story, [
    'perLevel: [100, 1000, 10000], hardMaximum: 10000, fourEyesAbove: 1000',
    'perLevel: [100, 200, 300], hardMaximum: 300, fourEyesAbove: 200',
  ]);
  expect(other.refusals).toEqual(['amount-too-high']);
});

test('where new tickets come to another team, that one does what the first line did', () => {
  const story = anAcknowledgedTicket().sleepsUntil('10:05').agent.replies().agent.reviews('standard').agent.resolves();
  const other = under(story, ['firstTeam: support', 'firstTeam: sysadmins']);
  expect(other.refusals).toEqual([]);
  expect(differences(story, other).filter(endsOtherwise)).toEqual([]);
});

test('updates each second are more than can be counted, and that is said', () => {
  const story = anAcknowledgedTicket()
    .sleepsUntil('10:05')
    .agent.replies()
    .agent.reviews('standard')
    .sleepsUntil('17:00');
  const target = 'target: { simple: 1h, standard: 1h, complex: 2h, non-standard: 2h }';
  expect(() => under(story, [target, target.replaceAll(/\dh/g, '1s')])).toThrow('come due more than 5000 times');
});

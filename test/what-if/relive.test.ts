import fc from 'fast-check';
import { areSame } from '../../src/what-if/compare.ts';
import { lifeIn } from '../../src/what-if/life.ts';
import { live, lives } from '../domain/support/random-life.ts';
import { policy } from '../domain/support/shipped-policy.ts';
import { aTicket, anAcknowledgedTicket, type Story } from '../domain/support/story.ts';
import { hoursUnder, relived } from './support/lived.ts';

const own = hoursUnder(policy);

const commandsIn = ({ events, now }: Story): string[] =>
  lifeIn(events, now).reactions.flatMap(({ deed }) => (deed.does === 'command' ? [deed.command.name] : []));

test.each([
  ['whose timers all ring in time', 600, true],
  ['during which Kept is away now and then', 600, false],
])(
  'under their own policy, lives %s come to the very same promises',
  (_which, numRuns, timers) => {
    const punctual = lives.map((life) => ({
      ...life,
      steps: life.steps.map((step) => (timers ? { ...step, timers } : step)),
    }));
    fc.assert(
      fc.property(punctual, (life) => {
        const story = live(life, () => undefined);
        const again = relived(story, own);
        expect(again.refusals).toEqual([]);
        if (!areSame(again.promises, story.ticket.promises)) expect(again.promises).toEqual(story.ticket.promises);
      }),
      { numRuns, seed: 20261130 },
    );
  },
  60_000,
);

describe('what one command did is one command again', () => {
  const acknowledged = anAcknowledgedTicket().at('10:01');
  test.each([
    ['a reply that takes the ticket', acknowledged.agent.replies(), ['addMessage']],
    ['a review with a hand-over', acknowledged.agent.reviewsAndForwards('complex', 'sysadmins'), ['reviewTicket']],
    ['a hand-over with its message', acknowledged.agent.forwards('billing'), ['forwardTicket']],
    ['a question to a team', acknowledged.agent.consults('sysadmins'), ['askConsultation']],
    ['an estimate', acknowledged.agent.estimates('12:00'), ['giveEstimate']],
    ['a request to management', acknowledged.agent.asksApproval(), ['askApproval']],
    ['a resolution', acknowledged.agent.resolves(), ['resolveTicket']],
    [
      'a resolution confirmed',
      acknowledged.agent.resolves().customer.confirms(),
      ['resolveTicket', 'confirmResolution'],
    ],
    ['a withdrawal', acknowledged.customer.withdraws(), ['withdrawTicket']],
    ['a note', acknowledged.agent.notes(), ['addMessage']],
  ])('%s', (_what, story, names) => {
    expect(commandsIn(story)).toEqual(names);
    expect(areSame(relived(story, own).promises, story.ticket.promises)).toBe(true);
  });
});

test('a customer who wrote before a timer rang, and was heard after it', () => {
  const story = aTicket().sleepsUntil('10:12').takenEarlier('10:09').customer.writes();
  expect(areSame(relived(story, own).promises, story.ticket.promises)).toBe(true);
});

test('what fell due while Kept was away happens when it is back, under any policy', () => {
  const closedLate = anAcknowledgedTicket().at('10:01').agent.asks().at('2026-06-18 10:00').wakes();
  expect(closedLate.ticket.closedAt).toBe(closedLate.now);
  expect(areSame(relived(closedLate, own).promises, closedLate.ticket.promises)).toBe(true);
});

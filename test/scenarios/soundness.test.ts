import type { TicketEvent } from '../../src/domain/ticket/events.ts';
import { openingTimes } from '../../src/scenarios/play/opening-times.ts';
import { ALWAYS, unsound, type Life } from '../../src/scenarios/play/soundness.ts';
import { anAcknowledgedTicket, type Story } from '../domain/support/story.ts';
import { policy } from '../domain/support/shipped-policy.ts';

const times = openingTimes(policy);

/** A story's life, as a record of it would tell. */
function lifeOf({ events, ticket }: Story): Life {
  const { promises, closedAt } = ticket;
  const fired = events.flatMap(({ type, data }) =>
    type === 'promise.warned' || type === 'promise.missed'
      ? [{ kind: data.kind, cycle: data.cycle, rung: data.rung }]
      : [],
  );
  const split = { totalMs: 5, customerMs: 1, approvalMs: 1, closedHoursMs: 1, teams: { support: 2 } };
  return { events, promises, isClosed: closedAt !== null, told: fired, time: split, ...times };
}

const missed = anAcknowledgedTicket().sleeps('1h');
const solved = anAcknowledgedTicket().agent.resolves().customer.confirms();
/** Sysadmins close at 22:00 and open at 08:00. The question stops the clock at 21:00; the answer comes in the night. */
const asked = anAcknowledgedTicket({ at: '2026-06-09 20:00' })
  .agent.reviews('standard')
  .agent.forwards('sysadmins')
  .sysadmin.takes()
  .later('1h')
  .sysadmin.asks();
const answered = asked.later('3h').customer.writes();

const edited = (events: readonly TicketEvent[], change: (event: TicketEvent) => object): TicketEvent[] =>
  events.map((event) => ({ ...event, data: { ...event.data, ...change(event) } }) as TicketEvent);

const BROKEN: Record<keyof typeof ALWAYS, [why: string, life: Life, instead: RegExp][]> = {
  'nothing runs on a closed ticket': [
    ['one does', { ...lifeOf(asked), isClosed: true }, /resolution 2, status-update 3/],
  ],
  'each rung is reached once': [
    ['one twice', { ...lifeOf(missed), events: [...missed.events, ...missed.events.slice(-1)] }, /more than once/],
  ],
  'each rung is told once': [
    ['none is', { ...lifeOf(missed), told: [] }, /first-reply 1 at 50 % was not told/],
    [
      'each is twice',
      { ...lifeOf(missed), told: [...lifeOf(missed).told!, ...lifeOf(missed).told!] },
      /at 50 % more than once/,
    ],
    [
      'one is that was not reached',
      { ...lifeOf(solved), told: [{ kind: 'first-reply', cycle: 1, rung: 50 }] },
      /first-reply 1 at 50 % was told, and is not so/,
    ],
  ],
  'kept means settled in time': [
    [
      'one is kept late',
      {
        ...lifeOf(solved),
        promises: solved.ticket.promises.map((one) => ({ ...one, dueAt: '2026-01-01T00:00:00.000Z' })),
      },
      /first-reply 1/,
    ],
  ],
  'the time is somebody’s, to the millisecond': [
    [
      'one is nobody’s',
      { ...lifeOf(solved), time: { ...lifeOf(solved).time!, totalMs: 6 } },
      /the parts are 5 ms, the whole 6 ms/,
    ],
  ],
  'no message of the customer is lost': [
    [
      'one is not in the conversation',
      { ...lifeOf(answered), conversation: { ids: [], fromCustomer: ['Yes'], sent: ['Yes'] } },
      /message /,
    ],
    [
      'one of two alike is missing',
      { ...lifeOf(solved), conversation: { ids: ['first'], fromCustomer: ['Yes'], sent: ['Yes', 'Yes'] } },
      /“Yes”/,
    ],
  ],
  'clocks of teams stand still in closed hours': [
    [
      'one is due in the night',
      {
        ...lifeOf(asked),
        events: edited(asked.events, ({ type, data }) =>
          type === 'promise.made' && data.clock !== 'wall' ? { dueAt: '2026-06-09T23:00:00.000Z' } : {},
        ),
      },
      /when sysadmins is closed/,
    ],
    [
      'one ran on through the night',
      {
        ...lifeOf(answered),
        // An hour later than it is, in the morning.
        events: edited(answered.events, ({ type, data }) =>
          type === 'promise.resumed' && data.kind === 'resolution' && data.dueAt !== null
            ? { dueAt: new Date(Date.parse(data.dueAt) + 3_600_000).toISOString() }
            : {},
        ),
      },
      /resolution 2 had 3600000 ms left, and got 7200000 ms/,
    ],
  ],
  'the journal has no gaps': [
    [
      'a number is missing',
      { ...lifeOf(solved), events: solved.events.map((event, at) => ({ ...event, seq: at * 2 + 1 })) },
      /its numbers are 1, 3/,
    ],
    [
      'an event has no instant',
      { ...lifeOf(solved), events: solved.events.map((event) => ({ ...event, at: '' })) },
      /no instant/,
    ],
  ],
};

describe('What is always true of a ticket', () => {
  test.each([
    ['missed', missed],
    ['solved', solved],
    ['asked', asked],
    ['answered', answered],
  ])('is so of one that is %s', (_, story) => {
    expect(unsound(lifeOf(story))).toEqual([]);
  });

  test.each(
    Object.entries(BROKEN).flatMap(([rule, lives]) =>
      lives.map(([why, life, instead]) => ({ rule, why, life, instead })),
    ),
  )('“$rule” is found broken: $why', ({ rule, life, instead }) => {
    expect(unsound(life)).toContainEqual({ rule, instead: expect.stringMatching(instead) as string });
  });

  test('has a life that breaks it, for each rule', () => {
    expect(Object.keys(BROKEN)).toEqual(Object.keys(ALWAYS));
  });
});

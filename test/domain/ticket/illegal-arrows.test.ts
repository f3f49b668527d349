import { Draft } from '../../../src/domain/ticket/draft.ts';
import { isArrow, PHASES, type Arrow, type Next, type NEXT, type Phase } from '../../../src/domain/ticket/phases.ts';
import { terms } from '../support/shipped-policy.ts';
import { aTicket } from '../support/story.ts';

// prettier-ignore
const LAWFUL = ['submit review', 'review forward', 'review resolve', 'forward specialist', 'forward review', 'specialist forward', 'specialist resolve', 'resolve specialist', 'resolve review'];
const PAIRS = PHASES.flatMap((from) => PHASES.map((to) => [from, to] as const));

test('the table holds the arrows of a life, and no others', () => {
  expect(
    PAIRS.filter(([from, to]) => isArrow(from, to))
      .map((pair) => pair.join(' '))
      .sort(),
  ).toEqual([...LAWFUL].sort());
});

test.each(PAIRS)('entering from %s to %s', (from, to) => {
  const ticket = { ...aTicket().ticket, phase: from };
  const draft = new Draft(ticket, ticket.submittedAt, { id: 'system' }, { terms, hours: [] });
  const enter = () => draft.enter(to);
  if (LAWFUL.includes(`${from} ${to}`)) enter();
  else expect(enter).toThrow(`there is no way from phase ${from} to ${to}`);
  expect(draft.ticket.phase).toBe(LAWFUL.includes(`${from} ${to}`) ? to : from);
});

/* What must not compile; `tsc` complains of an @ts-expect-error that expects nothing. */

export const arrows: Arrow[] = [
  { from: 'submit', to: 'review' },
  { from: 'forward', to: 'review' },
  { from: 'resolve', to: 'specialist' },
  // @ts-expect-error nobody resolves what nobody has read
  { from: 'submit', to: 'resolve' },
  // @ts-expect-error a hand-over follows a review
  { from: 'submit', to: 'forward' },
  // @ts-expect-error only a hand-over leads to specialists
  { from: 'review', to: 'specialist' },
  // @ts-expect-error a specialist hands back by a hand-over
  { from: 'specialist', to: 'review' },
  // @ts-expect-error somebody takes it first
  { from: 'forward', to: 'resolve' },
  // @ts-expect-error it is at work again before it is handed over
  { from: 'resolve', to: 'forward' },
  // @ts-expect-error nothing is submitted twice
  { from: 'review', to: 'submit' },
  // @ts-expect-error an arrow leads elsewhere
  { from: 'review', to: 'review' },
];

// @ts-expect-error the phase after submit is review
export const afterSubmit: Next<'submit'> = 'resolve';

// @ts-expect-error the table is literal, not any phase
export const fromTable: (typeof NEXT)['forward'][number] = 'resolve';

// @ts-expect-error closed is a status, not a phase
export const phase: Phase = 'closed';

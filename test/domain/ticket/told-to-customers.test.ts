import { isQuestion } from '../../../src/domain/promises/promise.ts';
import fc from 'fast-check';
import type { TicketEvent } from '../../../src/domain/ticket/events.ts';
import { evolve } from '../../../src/domain/ticket/evolve.ts';
import { customersEar } from '../../../src/domain/ticket/told-to-customers.ts';
import type { Ticket } from '../../../src/domain/ticket/ticket.ts';
import { live, lives } from '../support/random-life.ts';
import { anAcknowledgedTicket, type Story } from '../support/story.ts';

/** The ticket as it was after its first event, before anything else. */
const newborn = ({ events }: Story): Ticket => evolve(null, events[0]!);

const toldOf = (story: Story) => {
  const ear = customersEar(newborn(story));
  return story.events.flatMap((event) => ({ event, told: ear(event) }));
};

const typesTold = (story: Story) => toldOf(story).flatMap(({ event, told }) => (told === null ? [] : event.type));

test('questions between teams are none of the customer, nor what is promised between them', () => {
  const before = anAcknowledgedTicket();
  const asked = before.agent.consults('datacentre', 'question-1');
  const answered = asked.later('10m').technician.answers('question-1');
  const late = asked.sleeps('3d');
  expect(late.events.map(({ type }) => type)).toContain('promise.missed');
  for (const story of [asked, answered, late]) {
    const about = toldOf(story).filter(({ event }) => 'kind' in event.data && event.data.kind === 'pick-up');
    expect(about.length).toBeGreaterThan(0);
    expect(about.flatMap(({ told }) => told ?? [])).toEqual([]);
  }
  // Heard from the middle on, it is known from the ticket which promises those are.
  const ear = customersEar(asked.ticket);
  expect(answered.step.flatMap((event) => ear(event) ?? [])).toEqual([]);
});

test('a hand-over is told, with what is promised for it', () => {
  const story = anAcknowledgedTicket()
    .agent.reviewsAndForwards('standard', 'sysadmins', 'complex')
    .later('5m')
    .sysadmin.takes();
  const told = typesTold(story);
  expect(told).toEqual(expect.arrayContaining(['ticket.handed-over', 'promise.made', 'promise.kept', 'ticket.taken']));
  const pickUps = toldOf(story).filter(({ event }) => 'kind' in event.data && event.data.kind === 'pick-up');
  expect(pickUps.map(({ event, told: what }) => [event.type, what !== null])).toEqual([
    ['promise.made', true],
    ['promise.kept', true],
  ]);
});

test('an event of a type that this version does not know is not told', () => {
  const { ticket, now } = anAcknowledgedTicket();
  const strange = { type: 'ticket.forgotten', at: now, by: 'agent-1', data: { amount: 5 } } as unknown as TicketEvent;
  expect(customersEar(ticket)(strange)).toBeNull();
  expect(customersEar(ticket)({ ...strange, type: 'toString' } as unknown as TicketEvent)).toBeNull();
});

const WORDS = /^(public|answer|confirmation|customer|agent|manager|system|[a-z]+(-[a-z]+)*)$/;

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : [];
};

/** All that the customer reads in ticket and conversation, at any time of its life. */
function readable({ events }: Story): Set<string> {
  const known: unknown[] = [];
  let ticket: Ticket | null = null;
  for (const event of events) {
    ticket = evolve(ticket, event);
    const { promises, assignee, team, handOvers, estimate, waiting, customer, serviceSite, submittedAt } = ticket;
    known.push({ assignee, team, handOvers, estimate, customer, serviceSite, submittedAt, since: waiting?.since });
    known.push(
      ticket.id,
      ticket.approvals.map(({ id, dueAt, carriedOut }) => [id, dueAt, carriedOut?.creditNote, carriedOut?.validUntil]),
      promises.filter((promise) => !isQuestion(promise)).map(({ madeAt, dueAt }) => [madeAt, dueAt]),
    );
    const { type, data } = event;
    if ((type === 'message.added' || type === 'message.composed') && data.visibility === 'public') known.push(data);
  }
  return new Set(known.flatMap(strings));
}

test('whatever happens, nobody is told an id or an instant that they could not read anyway', () => {
  let told = 0;
  fc.assert(
    fc.property(lives, (life) => {
      const story = live(life, () => undefined);
      const known = readable(story);
      for (const { told: what } of toldOf(story)) {
        if (what === null) continue;
        told += 1;
        const secrets = strings(what).filter((text) => !known.has(text) && !WORDS.test(text));
        expect(secrets).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
  expect(told).toBeGreaterThan(1_000);
});

test('whoever begins to listen in the middle is told the same', () => {
  fc.assert(
    fc.property(lives, fc.nat(), (life, somewhere) => {
      const story = live(life, () => undefined);
      const whole = toldOf(story).map(({ told }) => told);
      const from = somewhere % story.events.length;
      const ear = customersEar(story.ticket);
      expect(story.events.slice(from).map((event) => ear(event))).toEqual(whole.slice(from));
    }),
    { numRuns: 100 },
  );
});

import { after, HOUR, instantOf } from '../../src/domain/calendar/instant.ts';
import { SYSTEM } from '../../src/domain/ticket/actor.ts';
import type { CommandName } from '../../src/domain/ticket/commands/command.ts';
import type { EventType } from '../../src/domain/ticket/events.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA, MONA, SIRI } from '../support/world/tokens.ts';
import { byToken, linkTo } from './support/by-link.ts';
import { answerPath, approvalPath, GIVEN, HAND_OVER, type Given } from './support/given.ts';

/** A manager of the policy's directory, who signs in under the id that it has for them. */
const MANAGER: Person = { ...MONA, id: 'manager-1' };
const BY_LINK = 'by link';

interface Told {
  given: Given;
  /** Everybody who may. */
  by: (Person | typeof BY_LINK)[];
  path: string;
  body?: object;
  /** What the journal says they did, in the order of the alphabet. */
  events: EventType[];
}

/** Every command: one that is added must say here whose name it bears. */
const COMMANDS: Record<CommandName, Told> = {
  addMessage: {
    given: 'acknowledged',
    by: [CARLA, BY_LINK, ADA, MANAGER],
    path: 'messages',
    body: { body: 'A word.' },
    events: ['message.added'],
  },
  takeTicket: { given: 'acknowledged', by: [ADA, MANAGER], path: 'take', events: ['ticket.taken'] },
  releaseTicket: { given: 'taken', by: [ADA, MANAGER], path: 'release', events: ['ticket.released'] },
  assignTicket: {
    given: 'taken',
    by: [ADA, MANAGER],
    path: 'assignment',
    body: { assignee: 'abel' },
    events: ['ticket.assigned'],
  },
  reviewTicket: {
    given: 'acknowledged',
    by: [ADA, MANAGER],
    path: 'review',
    body: { kind: 'simple' },
    events: ['ticket.reviewed'],
  },
  forwardTicket: {
    given: 'taken',
    by: [ADA, MANAGER],
    path: 'forward',
    body: HAND_OVER,
    events: ['message.added', 'ticket.handed-over'],
  },
  askConsultation: {
    given: 'acknowledged',
    by: [ADA, MANAGER],
    path: 'consultations',
    body: { team: 'sysadmins', question: 'Is its disk full?' },
    events: ['consultation.asked', 'message.added'],
  },
  answerConsultation: {
    given: 'consulting',
    by: [SIRI, MANAGER],
    path: 'answer',
    body: { answer: 'No.' },
    events: ['consultation.answered', 'message.added'],
  },
  giveEstimate: {
    given: 'acknowledged',
    by: [ADA, MANAGER],
    path: 'estimate',
    body: { readyBy: after(instantOf(Date.now()), 5 * HOUR), explanation: 'It is big.' },
    events: ['estimate.given', 'message.added'],
  },
  askApproval: {
    given: 'acknowledged',
    by: [ADA, MANAGER],
    path: 'approvals',
    body: { type: 'special-request', reason: 'Why not.' },
    events: ['approval.asked', 'message.added'],
  },
  withdrawApproval: {
    given: 'asking',
    by: [ADA, MANAGER],
    path: 'the request',
    events: ['approval.withdrawn'],
  },
  resolveTicket: {
    given: 'acknowledged',
    by: [ADA, MANAGER],
    path: 'resolution',
    body: { summary: 'Done.' },
    events: ['message.added', 'ticket.resolved'],
  },
  confirmResolution: {
    given: 'resolved',
    by: [CARLA, BY_LINK],
    path: 'confirmation',
    body: { solved: true, comment: 'Thank you.' },
    events: ['message.added', 'ticket.closed'],
  },
  withdrawTicket: {
    given: 'acknowledged',
    by: [CARLA, BY_LINK],
    path: 'withdrawal',
    body: { reason: 'It went away.' },
    events: ['message.added', 'ticket.closed'],
  },
};

const CASES = Object.entries(COMMANDS).flatMap(([name, { by, ...told }]) =>
  by.map((who) => ({ name, who: who === BY_LINK ? who : `${who.role} ${who.id}`, person: who, ...told })),
);

describe('the journal names who gave a command', () => {
  let world: TimeSkippingWorld;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
  });
  afterAll(() => world.end());

  test.each(CASES)('$name: $who', async ({ given, person, path, body, events }) => {
    const id = await GIVEN[given](world.people);
    const { length: before } = await world.people.journal(id);
    const token = person === BY_LINK ? (await linkTo(world.people, id)).token : await world.tokens.of(person);
    const named: Record<string, () => Promise<string>> = {
      answer: () => answerPath(world.people, id),
      'the request': async () => `${await approvalPath(world.people, id)}/withdrawal`,
    };
    const ofTicket = (await named[path]?.()) ?? path;
    const { verdict } = await byToken(world.app, token)('POST', `/v1/tickets/${id}/${ofTicket}`, body);
    expect(['200', '201']).toContain(verdict);

    const name = person === BY_LINK ? CARLA.id : person.id;
    const news = (await world.people.journal(id)).slice(before);
    const deeds = news.filter(({ type }) => (events as string[]).includes(type));
    expect(deeds.map(({ type, by }) => [type, by]).sort()).toEqual(events.map((type) => [type, name]));
    // What follows from it is theirs too, or Kept's own.
    expect(new Set(news.map(({ by }) => by).filter((by) => by !== SYSTEM))).toEqual(new Set([name]));
  });

  test('submitting is told by the customer', async () => {
    const { id } = await world.people.submit();
    const [submitted, first] = await world.people.journal(id);
    expect([submitted, first].map((event) => [event?.type, event?.by])).toEqual([
      ['ticket.submitted', 'carla'],
      ['message.added', 'carla'],
    ]);
  });
});

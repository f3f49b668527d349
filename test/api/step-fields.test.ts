import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, HAND_OVER } from './support/given.ts';
import { faultsOf, verdictOf } from './support/problems.ts';
import { LAWFUL_TEXTS, UNLAWFUL_TEXTS } from './support/texts.ts';
import { tracesIn } from './support/traces.ts';

/** Each step with a body that would do, before one field is spoilt. */
const STEPS: Record<string, { who: Person; good: Record<string, unknown> }> = {
  messages: { who: ADA, good: { body: 'Hm', visibility: 'internal', asksCustomer: false } },
  assignment: { who: ADA, good: { assignee: 'abel' } },
  review: { who: ADA, good: { kind: 'simple' } },
  forward: { who: ADA, good: { ...HAND_OVER } },
  consultations: { who: ADA, good: { team: 'datacentre', question: 'Is it on?' } },
  estimate: { who: ADA, good: { readyBy: '2999-01-01T00:00:00Z', explanation: 'It takes a while.' } },
  approvals: { who: ADA, good: { type: 'special-request', reason: 'Why not.' } },
  resolution: { who: ADA, good: { summary: 'Done.', details: 'All of it.' } },
  confirmation: { who: CARLA, good: { solved: true, comment: 'Thanks.' } },
  withdrawal: { who: CARLA, good: { reason: 'Found it.' } },
};
const TEXTS = [
  ['messages', 'body'],
  ['assignment', 'assignee'],
  ['forward', 'team'],
  ['forward', 'explanation'],
  ['forward', 'nextStep'],
  ['consultations', 'team'],
  ['consultations', 'question'],
  ['estimate', 'explanation'],
  ['approvals', 'reason'],
  ['resolution', 'summary'],
  ['resolution', 'details'],
  ['confirmation', 'comment'],
  ['withdrawal', 'reason'],
] as const;
const OPTIONAL = ['details', 'comment', 'reason'];

describe('the fields of steps', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  let id: string;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
    id = await GIVEN.acknowledged(people);
  });
  afterAll(() => world.end());

  const send = (step: string, fields: object) => {
    const { who, good } = STEPS[step]!;
    const body = JSON.stringify({ ...good, ...fields });
    return people.send(who, 'POST', `/v1/tickets/${id}/${step}`, body, { 'content-type': 'application/json' });
  };

  describe.each(TEXTS)('%s: %s', (step, field) => {
    const unlawful = UNLAWFUL_TEXTS.filter(([, value]) => !(value === undefined && OPTIONAL.includes(field)));
    test.each(unlawful)('is not %s', async (_name, value) => {
      const refused = await send(step, { [field]: value });
      expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', field]);
    });
  });

  test.each<[step: string, fields: object, path: string]>([
    ['messages', { visibility: 'secret' }, 'visibility'],
    ['messages', { visibility: null }, 'visibility'],
    ['forward', { reason: 'boredom' }, 'reason'],
    ['forward', { reason: undefined }, 'reason'],
    ['review', { forward: { ...HAND_OVER, nextStep: undefined } }, 'forward.nextStep'],
    ['review', { forward: { ...HAND_OVER, reason: 'boredom' } }, 'forward.reason'],
    ['estimate', { readyBy: 'tomorrow' }, 'readyBy'],
    ['estimate', { readyBy: '2030-02-30T10:00:00Z' }, 'readyBy'],
    ['estimate', { readyBy: '2030-02-20T10:00:00' }, 'readyBy'],
    ['estimate', { readyBy: 1_900_000_000 }, 'readyBy'],
    ['messages', { asksCustomer: 'true' }, 'asksCustomer'],
    ['messages', { asksCustomer: 1 }, 'asksCustomer'],
    ['messages', { visibility: 'internal', asksCustomer: true }, 'asksCustomer'],
    ['messages', { body: 'x'.repeat(50_001) }, 'body'],
    ['assignment', { assignee: 'x'.repeat(201) }, 'assignee'],
    ['review', { kind: undefined }, 'kind'],
    ['review', { kind: 'Simple' }, 'kind'],
    ['review', { kind: ['simple'] }, 'kind'],
    ['resolution', { summary: 'two\nlines' }, 'summary'],
    ['resolution', { summary: 'x'.repeat(501) }, 'summary'],
    ['resolution', { details: 'x'.repeat(50_001) }, 'details'],
    ['confirmation', { solved: undefined }, 'solved'],
    ['confirmation', { solved: 'true' }, 'solved'],
    ['confirmation', { solved: null }, 'solved'],
    ...Object.keys(STEPS).map((step): [string, object, string] => [step, { unheardOf: true }, '']),
    ...Object.keys(STEPS).map((step): [string, object, string] => [step, { takenAt: '2020-01-01T00:00:00Z' }, '']),
  ])('%s %j is refused, and %j is at fault', async (step, fields, path) => {
    const refused = await send(step, fields);
    expect([verdictOf(refused), ...faultsOf(refused)]).toEqual(['400 invalid-request', path]);
  });

  test('nothing of all this has changed anything', async () => {
    const fresh = await GIVEN.acknowledged(people);
    const types = async (ticket: string) => (await people.journal(ticket)).map(({ type }) => type);
    expect(await types(id)).toEqual(await types(fresh));
    const { commands, messages } = await tracesIn(world.store);
    expect(commands).toEqual([]);
    expect(messages.filter(({ seq }) => seq === null)).toEqual([]);
  });

  test.each(LAWFUL_TEXTS)('any text is text: %j', async (text) => {
    const ticket = await GIVEN.acknowledged(people);
    await people.write(ADA, ticket, { body: text, visibility: 'internal' });
    await people.step(ADA, ticket, 'assignment', { assignee: text.slice(0, 200) });
    await people.step(ADA, ticket, 'resolution', { summary: text, details: text });
    await people.step(CARLA, ticket, 'confirmation', { solved: true, comment: text });
    const said = (await people.conversation(ticket)).filter(({ automatic }) => !automatic).slice(1);
    expect(said.map(({ body }) => body)).toEqual([text, `${text}\n\n${text}`, text]);
    expect((await people.ticket(ticket)).assignee).toBe(text.slice(0, 200));
  });
});

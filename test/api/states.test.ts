import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ABEL, ADA, CARLA, MONA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, type Given } from './support/given.ts';

interface Refusal {
  given: Given;
  who: Person;
  path: string;
  body?: object;
  code: string;
  phase: string;
  allowedSteps: string[];
}

const WORK = [
  'messages',
  'take',
  'release',
  'assignment',
  'review',
  'forward',
  'consultations',
  'estimate',
  'resolution',
  'approvals',
];
const without = (...steps: string[]) => WORK.filter((step) => !steps.includes(step));

// prettier-ignore
const REFUSALS: Refusal[] = [
  { given: 'taken', who: ABEL, path: 'take', code: 'already-taken', phase: 'review', allowedSteps: without('take') },
  { given: 'taken', who: MONA, path: 'take', code: 'already-taken', phase: 'review', allowedSteps: without('take') },
  { given: 'acknowledged', who: ADA, path: 'release', code: 'not-taken', phase: 'review', allowedSteps: without('release') },
  { given: 'acknowledged', who: CARLA, path: 'confirmation', body: { solved: true }, code: 'not-resolved', phase: 'review', allowedSteps: ['messages', 'withdrawal'] },
  { given: 'resolved', who: ADA, path: 'take', code: 'ticket-resolved', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'resolved', who: ADA, path: 'release', code: 'ticket-resolved', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'resolved', who: ADA, path: 'assignment', body: { assignee: 'abel' }, code: 'ticket-resolved', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'resolved', who: ADA, path: 'review', body: { kind: 'complex' }, code: 'ticket-resolved', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'resolved', who: ADA, path: 'resolution', body: { summary: 'Again' }, code: 'ticket-resolved', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'resolved', who: ADA, path: 'messages', body: { body: 'And?', asksCustomer: true }, code: 'ticket-resolved', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'closed', who: ADA, path: 'messages', body: { body: 'One more thing' }, code: 'ticket-closed', phase: 'resolve', allowedSteps: [] },
  { given: 'closed', who: ADA, path: 'resolution', body: { summary: 'Again' }, code: 'ticket-closed', phase: 'resolve', allowedSteps: [] },
  { given: 'closed', who: CARLA, path: 'confirmation', body: { solved: false }, code: 'ticket-closed', phase: 'resolve', allowedSteps: ['messages'] },
  { given: 'closed', who: CARLA, path: 'withdrawal', code: 'ticket-closed', phase: 'resolve', allowedSteps: ['messages'] },
];

describe('what does not fit the state is refused, with what does', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  test.each(REFUSALS)('$given, $who.role $who.id, $path: $code', async ({ given, who, path, body, ...expected }) => {
    const id = await GIVEN[given](people);
    const { status, body: problem } = await people.send(who, 'POST', `/v1/tickets/${id}/${path}`, body);
    expect({ status, ...problem }).toMatchObject({ status: 409, ...expected });
    expect((await people.ticket(id, who)).allowedSteps).toEqual(expected.allowedSteps);
  });

  test('whoever was quicker is named', async () => {
    const id = await GIVEN.taken(people);
    const { body } = await people.send(ABEL, 'POST', `/v1/tickets/${id}/take`);
    expect(body['detail']).toContain('ada');
  });

  test('reviewing as what it is already is refused, and the field is named', async () => {
    const id = await GIVEN.taken(people);
    await people.step(ADA, id, 'review', { kind: 'simple' });
    const { status, body } = await people.send(ADA, 'POST', `/v1/tickets/${id}/review`, { kind: 'simple' });
    expect({ status, ...body }).toMatchObject({ status: 409, code: 'already-reviewed', errors: [{ path: 'kind' }] });
  });

  test('non-standard work is not resolved before it was estimated', async () => {
    const id = await GIVEN.taken(people);
    await people.step(ADA, id, 'review', { kind: 'non-standard' });
    const { status, body } = await people.send(ADA, 'POST', `/v1/tickets/${id}/resolution`, { summary: 'Done.' });
    expect({ status, ...body }).toMatchObject({ status: 409, code: 'estimate-required', phase: 'review' });
    expect(body['allowedSteps']).not.toContain('resolution');
  });
});

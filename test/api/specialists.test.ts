import { after, DAY, epochOf, HOUR, instantOf } from '../../src/domain/calendar/instant.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ABEL, ADA, CARLA, MONA, SIRI } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { answerPath, GIVEN, HAND_OVER, type Given } from './support/given.ts';
import { faultsOf, verdictOf, type Problem } from './support/problems.ts';

const inHours = (hours: number) => after(instantOf(Date.now()), hours * HOUR);
const EXPLAINED = { explanation: 'It takes a while.' };

interface Refusal {
  given: Given;
  who: Person;
  path: string;
  body?: object;
  verdict: string;
  faults?: string[];
  may: string[];
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
const untaken = WORK.filter((step) => step !== 'release');
const waiting = untaken.filter((step) => step !== 'review');

// prettier-ignore
const REFUSALS: Refusal[] = [
  { given: 'acknowledged', who: ADA, path: 'forward', body: { ...HAND_OVER, team: 'wizards' }, verdict: '400 unknown-team', faults: ['team'], may: untaken },
  { given: 'acknowledged', who: ADA, path: 'review', body: { kind: 'simple', forward: { ...HAND_OVER, team: 'wizards' } }, verdict: '400 unknown-team', faults: ['forward.team'], may: untaken },
  { given: 'acknowledged', who: ADA, path: 'consultations', body: { team: 'constructor', question: 'Why?' }, verdict: '400 unknown-team', faults: ['team'], may: untaken },
  { given: 'acknowledged', who: ADA, path: 'forward', body: { ...HAND_OVER, team: 'support' }, verdict: '409 same-team', faults: ['team'], may: untaken },
  { given: 'acknowledged', who: ADA, path: 'review', body: { kind: 'simple', forward: { ...HAND_OVER, team: 'support' } }, verdict: '409 same-team', faults: ['forward.team'], may: untaken },
  { given: 'acknowledged', who: ADA, path: 'consultations', body: { team: 'support', question: 'Why?' }, verdict: '409 same-team', faults: ['team'], may: untaken },
  { given: 'handedOver', who: SIRI, path: 'forward', body: HAND_OVER, verdict: '409 same-team', faults: ['team'], may: waiting },
  { given: 'handedOver', who: ADA, path: 'forward', body: { ...HAND_OVER, team: 'billing' }, verdict: '403 not-holding-team', may: [] },
  { given: 'handedOver', who: SIRI, path: 'review', body: { kind: 'simple' }, verdict: '409 wrong-phase', may: waiting },
  { given: 'acknowledged', who: ADA, path: 'estimate', body: { readyBy: '2020-01-01T00:00:00Z', ...EXPLAINED }, verdict: '400 instant-in-the-past', faults: ['readyBy'], may: untaken },
  { given: 'acknowledged', who: ADA, path: 'estimate', body: { readyBy: inHours(24 * 365 + 48), ...EXPLAINED }, verdict: '400 instant-too-far', faults: ['readyBy'], may: untaken },
  { given: 'acknowledged', who: SIRI, path: 'estimate', body: { readyBy: inHours(3), ...EXPLAINED }, verdict: '403 not-holding-team', may: [] },
  { given: 'consulting', who: SIRI, path: 'consultations/none/answer', body: { answer: 'No.' }, verdict: '404 unknown-consultation', may: ['answer'] },
  { given: 'consulting', who: ADA, path: 'consultations/CID/answer', body: { answer: 'No.' }, verdict: '403 not-consulted-team', may: untaken },
  { given: 'answered', who: SIRI, path: 'consultations/CID/answer', body: { answer: 'No.' }, verdict: '409 already-answered', may: [] },
  { given: 'resolved', who: ADA, path: 'forward', body: HAND_OVER, verdict: '409 ticket-resolved', may: ['messages'] },
  { given: 'resolved', who: ADA, path: 'estimate', body: { readyBy: inHours(3), ...EXPLAINED }, verdict: '409 ticket-resolved', may: ['messages'] },
  { given: 'closed', who: ADA, path: 'consultations', body: { team: 'sysadmins', question: 'Why?' }, verdict: '409 ticket-closed', may: [] },
];

describe('specialists', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  test.each(REFUSALS)('$given, $who.id, $path: $verdict', async ({ given, who, path, body, ...expected }) => {
    const id = await GIVEN[given](people);
    const before = await people.journal(id);
    const where = path.includes('CID') ? await answerPath(people, id) : path;
    const refused = await people.send(who, 'POST', `/v1/tickets/${id}/${where}`, body);
    const { phase, allowedSteps } = refused.body as unknown as Problem;
    expect([verdictOf(refused), faultsOf(refused)]).toEqual([expected.verdict, expected.faults ?? []]);
    expect([phase, allowedSteps]).toEqual([(await people.ticket(id)).phase, expected.may]);
    expect(await people.journal(id)).toEqual(before);
  });

  test('the body is at fault before the ticket is looked for', async () => {
    const refused = await people.send(SIRI, 'POST', '/v1/tickets/nowhere/forward', { ...HAND_OVER, team: 'wizards' });
    expect(verdictOf(refused)).toBe('400 unknown-team');
    expect(refused.body).not.toHaveProperty('allowedSteps');
  });

  test('a site that is not known is refused with those that are', async () => {
    const body = { channel: 'ticket', subject: 'x', body: 'x', service: { kind: 'vps', id: '1', site: 'atlantis' } };
    const refused = await people.send(CARLA, 'POST', '/v1/tickets', body);
    expect([verdictOf(refused), faultsOf(refused)]).toEqual(['400 invalid-request', ['service.site']]);
    expect(JSON.stringify(refused.body)).toContain('nl-ams');
  });

  test('taking what somebody else has names them; of two at the same instant one has it', async () => {
    const id = await GIVEN.acknowledged(people);
    const take = (who: Person) => people.send(who, 'POST', `/v1/tickets/${id}/take`);
    const answers = await Promise.all([take(ADA), take(ABEL), take(MONA)]);
    expect(answers.map(verdictOf).sort()).toEqual(['200', '409 already-taken', '409 already-taken']);
    const { assignee } = await people.ticket(id);
    for (const { status, body } of answers) if (status === 409) expect(String(body['detail'])).toContain(assignee);
    expect((await people.journal(id)).filter(({ type }) => type === 'ticket.taken')).toHaveLength(1);
  });

  test('of two hand-overs at the same instant one stands, and the other leaves nothing', async () => {
    const id = await GIVEN.acknowledged(people);
    const forward = (who: Person, team: string) =>
      people.send(who, 'POST', `/v1/tickets/${id}/forward`, { ...HAND_OVER, team });
    const answers = await Promise.all([forward(ADA, 'sysadmins'), forward(ABEL, 'billing')]);
    expect(answers.map(verdictOf).sort()).toEqual(['200', '403 not-holding-team']);
    expect((await people.ticket(id)).handOvers).toHaveLength(1);
    const told = (await people.conversation(id)).filter(({ body }) => body.includes(HAND_OVER.explanation));
    expect(told).toHaveLength(1);
  });

  test('two answers at the same instant: one is given', async () => {
    const id = await GIVEN.consulting(people);
    const path = `/v1/tickets/${id}/${await answerPath(people, id)}`;
    const answers = await Promise.all([SIRI, MONA].map((who) => people.send(who, 'POST', path, { answer: 'No.' })));
    expect(answers.map(verdictOf).sort()).toEqual(['200', '409 already-answered']);
  });

  test('a team that has answered its own question is still not the one that was asked another', async () => {
    const id = await GIVEN.answered(people);
    await people.step(ADA, id, 'consultations', { team: 'datacentre', question: 'Is it on?' });
    const path = `/v1/tickets/${id}/${await answerPath(people, id)}`;
    expect(verdictOf(await people.send(SIRI, 'POST', path, { answer: 'Yes.' }))).toBe('403 not-consulted-team');
  });

  test('an estimate is read with any offset, and kept in UTC', async () => {
    const id = await GIVEN.acknowledged(people);
    const at = after(instantOf(Math.floor(Date.now() / 1_000) * 1_000), DAY);
    const local = `${instantOf(epochOf(at) + 2 * HOUR).slice(0, 19)}+02:00`;
    const { estimate, promises } = await people.step(ADA, id, 'estimate', { readyBy: local, ...EXPLAINED });
    expect(estimate).toMatchObject({ readyBy: at, givenBy: 'ada' });
    expect(promises.find(({ kind }) => kind === 'resolution')).toMatchObject({ dueAt: at, state: 'running' });
  });

  test("questions between teams are not the customer's: neither their text nor their promise", async () => {
    const id = await GIVEN.answered(people);
    const seen = await people.ticket(id, CARLA);
    expect([seen.consultations, seen.promises.filter(({ kind }) => kind === 'pick-up')]).toEqual([[], []]);
    const staff = await people.ticket(id, ADA);
    expect(staff.promises.filter(({ kind }) => kind === 'pick-up')).toMatchObject([{ state: 'kept' }]);
    expect(staff.consultations).toMatchObject([{ team: 'sysadmins', askedBy: 'ada', answeredBy: 'siri' }]);
    const read = async (who: Person) => (await people.conversation(id, who)).map(({ body }) => body);
    expect(await read(ADA)).toEqual(expect.arrayContaining(['Is its disk full?', 'No.']));
    expect(await read(CARLA)).not.toEqual(expect.arrayContaining(['Is its disk full?']));
    expect(await read(CARLA)).not.toEqual(expect.arrayContaining(['No.']));
  });

  test('handed over before it was reviewed: whoever takes it decides what it is', async () => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'forward', HAND_OVER);
    await people.step(SIRI, id, 'take');
    const { kind, phase, promises } = await people.step(SIRI, id, 'review', { kind: 'complex' });
    expect([kind, phase]).toEqual(['complex', 'specialist']);
    expect(promises.filter(({ state }) => state === 'running').map((promise) => promise.kind)).toEqual(
      expect.arrayContaining(['status-update', 'resolution']),
    );
    const again = await people.send(SIRI, 'POST', `/v1/tickets/${id}/review`, { kind: 'simple' });
    expect(verdictOf(again)).toBe('409 wrong-phase');
  });

  test('a ticket reviewed before is handed over by a review that changes nothing else', async () => {
    const id = await GIVEN.acknowledged(people);
    await people.step(ADA, id, 'review', { kind: 'standard' });
    const { team, kind } = await people.step(ADA, id, 'review', { kind: 'standard', forward: HAND_OVER });
    expect([team, kind]).toEqual(['sysadmins', 'standard']);
    expect((await people.journal(id)).filter(({ type }) => type === 'ticket.reviewed')).toHaveLength(1);
  });
});

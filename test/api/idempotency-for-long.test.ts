import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import type { Person } from '../../src/scenarios/world/person.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN, settled } from './support/given.ts';
import { tracesIn } from './support/traces.ts';

/** Temporal forgets the ids of updates when a run continues as new, and keys are forgotten after days. */
describe('a command is carried out once, however late it comes again', () => {
  let world: TimeSkippingWorld;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld({ runs: { continueAfterEvents: 20 } });
    people = await contractPeople(world.dependencies);
  });
  afterAll(() => world.end());

  const post = (who: Person, path: string, body: object | undefined, key: string) =>
    people.send(who, 'POST', `/v1/tickets${path}`, body, { 'idempotency-key': key });
  const forgetKeys = () => world.store.deleteFrom('idempotency').execute();
  const runOf = async (id: string) => (await world.client.workflow.getHandle(`ticket-${id}`).describe()).runId;

  /** Notes until the run that was is over. */
  const continueAsNew = async (id: string) => {
    const before = await runOf(id);
    for (let note = 0; note < 30 && (await runOf(id)) === before; note++) {
      await people.write(ADA, id, { body: `Note ${note}`, visibility: 'internal' });
    }
    await eventually(async () => (await runOf(id)) !== before);
  };

  test('after the run continued as new, with its key known', async () => {
    const id = await GIVEN.acknowledged(people);
    const first = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'known');
    await continueAsNew(id);
    const second = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'known');
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await people.conversation(id)).filter(({ body }) => body === 'Once.')).toHaveLength(1);
  });

  test('after the run continued as new, with its key forgotten', async () => {
    const id = await GIVEN.acknowledged(people);
    const first = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'forgotten');
    await continueAsNew(id);
    await forgetKeys();
    const second = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'forgotten');
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await people.conversation(id)).filter(({ body }) => body === 'Once.')).toHaveLength(1);
  });

  test('by the workflow itself, when even the database does not know of it yet', async () => {
    const id = await GIVEN.acknowledged(people);
    const first = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'unrecorded');
    await continueAsNew(id);
    await forgetKeys();
    await world.store.deleteFrom('commands').where('ticket_id', '=', id).execute();
    const second = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'unrecorded');
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await people.journal(id)).filter(({ data }) => data['messageId'] === first.body['id'])).toHaveLength(1);
  });

  test('after a hundred others, with its key forgotten', async () => {
    const id = await GIVEN.acknowledged(people);
    const first = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'long-ago');
    for (let round = 0; round < 21; round++) {
      const notes = [0, 1, 2, 3, 4].map(() => people.write(ADA, id, { visibility: 'internal' }));
      await Promise.all(notes);
    }
    await forgetKeys();
    const second = await post(ADA, `/${id}/messages`, { body: 'Once.' }, 'long-ago');
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect((await people.conversation(id)).filter(({ body }) => body === 'Once.')).toHaveLength(1);
    expect((await people.journal(id)).filter(({ data }) => data['messageId'] === first.body['id'])).toHaveLength(1);
  });

  test('when the ticket has closed since', async () => {
    const id = await GIVEN.resolved(people);
    const confirm = () => post(CARLA, `/${id}/confirmation`, { solved: true, comment: 'Thanks.' }, 'closing');
    expect((await confirm()).body).toMatchObject({ status: 'closed' });
    await settled(people, id);
    await forgetKeys();
    const journal = await people.journal(id);
    expect(await confirm()).toMatchObject({ status: 200, body: { status: 'closed', outcome: 'confirmed' } });
    expect(await people.journal(id)).toEqual(journal);
  });

  test('a new ticket too', async () => {
    const submit = () => post(CARLA, '', { channel: 'ticket', subject: 'Slow', body: 'Slow.' }, 'new-ticket');
    const first = await submit();
    await eventually(async () => (await people.ticket(first.body['id'] as string)).phase === 'review');
    await forgetKeys();
    const before = await tracesIn(world.store);
    const second = await submit();
    expect(second.body['id']).toBe(first.body['id']);
    expect((await tracesIn(world.store)).journal).toEqual(before.journal);
  });

  test('another body under a forgotten key is another command', async () => {
    const id = await GIVEN.acknowledged(people);
    await post(ADA, `/${id}/messages`, { body: 'One.' }, 'twice-used');
    await forgetKeys();
    const second = await post(ADA, `/${id}/messages`, { body: 'Two.' }, 'twice-used');
    expect(second).toMatchObject({ status: 201, body: { body: 'Two.' } });
  });
});

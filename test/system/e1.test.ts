import { workflowIdOf } from '../../src/workflows/ticket-run.ts';
import { keepHistory } from '../replay/histories.ts';
import { createDatabase } from '../support/servers/database.ts';
import { billableActions } from '../support/world/billable-actions.ts';
import { paced, playE1 } from '../support/world/e1.ts';
import { startRealWorld, type RealWorld } from '../support/world/real-world.ts';
import { ADA, CARLA } from '../support/world/tokens.ts';

describe('E1 on real servers, over HTTP', () => {
  let world: RealWorld;
  let database: Awaited<ReturnType<typeof createDatabase>>;
  beforeAll(async () => {
    database = await createDatabase();
    world = await startRealWorld(database.url);
  });
  afterAll(async () => {
    await world.end();
    await database.drop();
  });

  test('paced, it costs at most 27 billable actions and 80 history events', async () => {
    const id = await playE1(world.people, paced);
    const handle = world.client.workflow.getHandle(workflowIdOf(id));
    expect(await handle.result()).toMatchObject({ outcome: 'confirmed' });

    const history = await handle.fetchHistory();
    keepHistory('e1-on-the-real-server-v3', history);
    const cost = { actions: billableActions(history), events: history.events?.length ?? 0 };
    console.log(`paced E1: ${cost.actions} billable actions, ${cost.events} history events`);
    expect(cost.actions).toBeLessThanOrEqual(27);
    expect(cost.events).toBeLessThanOrEqual(80);
  });

  test('with the worker killed and restarted in the middle, nothing is lost or done twice', async () => {
    const { people } = world;
    const id = await playE1(people, async (after) => {
      if (after !== 'reply' && after !== 'review') return;
      await world.killWorker();
      await world.startWorker();
    });
    await world.client.workflow.getHandle(workflowIdOf(id)).result();

    const ticket = await people.ticket(id);
    expect(ticket.promises.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'acknowledgement kept',
      'first-reply kept',
      'status-update withdrawn',
      'resolution kept',
    ]);
    const journal = await people.journal(id);
    expect(journal.map(({ seq }) => seq)).toEqual(journal.map((_, index) => index + 1));
    const subjects = (await people.conversation(id)).map(({ author, automatic }) => (automatic ? 'kept' : author.name));
    expect(subjects).toEqual(['carla the customer', 'kept', 'ada the agent', 'ada the agent', 'kept', 'kept']);
  });

  test('twenty who write at the same instant are all answered, each once', async () => {
    const { people } = world;
    const { id } = await people.submit();
    const bodies = Array.from({ length: 20 }, (_, index) => ({ body: `Word ${index}.` }));
    const answers = await Promise.all(
      bodies.map((body) => people.send(CARLA, 'POST', `/v1/tickets/${id}/messages`, body)),
    );
    expect(answers.map(({ status }) => status)).toEqual(bodies.map(() => 201));
    const written = (await people.conversation(id)).map(({ body }) => body);
    for (const { body } of bodies) expect(written.filter((one) => one === body)).toHaveLength(1);
  });

  test('a command sent while the worker is away is answered with 503 and carried out once it is back', async () => {
    const { people } = world;
    const { id } = await people.submit();
    await world.killWorker();
    const key = { 'idempotency-key': 'while-away' };
    const body = { body: 'Here I am.' };
    const away = await people.send(ADA, 'POST', `/v1/tickets/${id}/messages`, body, key);
    expect(away).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    expect(away.headers['retry-after']).toBeDefined();
    await world.startWorker();
    const again = await people.send(ADA, 'POST', `/v1/tickets/${id}/messages`, body, key);
    expect(again.status).toBe(201);
    const written = (await people.conversation(id)).filter(({ author }) => author.role === 'agent');
    expect(written).toHaveLength(1);
  });
});

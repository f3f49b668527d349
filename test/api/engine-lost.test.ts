import { Client, Connection } from '@temporalio/client';
import { createEngine } from '../../src/api/engine.ts';
import { dataConverter } from '../../src/workflows/data-converter.ts';
import { eventually } from '../../src/scenarios/world/eventually.ts';
import type { HttpPeople } from '../support/world/people.ts';
import { startTimeSkippingWorld, type TimeSkippingWorld } from '../support/world/time-skipping-world.ts';
import { ADA } from '../support/world/tokens.ts';
import { contractPeople } from './support/contract.ts';
import { GIVEN } from './support/given.ts';
import { verdictOf } from './support/problems.ts';
import { severableLineTo, type SeverableLine } from './support/severable.ts';

describe('when the engine goes away, and comes back', () => {
  let world: TimeSkippingWorld;
  let line: SeverableLine;
  let connection: Connection;
  let people: HttpPeople;
  beforeAll(async () => {
    world = await startTimeSkippingWorld();
    line = await severableLineTo(world.environment.address);
    connection = await Connection.connect({ address: line.address });
    const engine = createEngine(new Client({ connection, dataConverter }), { patienceMs: 1_000 });
    people = await contractPeople({ ...world.dependencies, engine });
  });
  afterAll(async () => {
    await connection.close();
    await line.cut();
    await world.end();
  });

  const ready = async () => verdictOf(await people.send(null, 'GET', '/readyz'));

  test('readiness follows it, and so do steps, without a restart', async () => {
    const id = await GIVEN.acknowledged(people);
    const take = async () => verdictOf(await people.send(ADA, 'POST', `/v1/tickets/${id}/take`));
    expect(await ready()).toBe('200');
    await line.cut();
    expect([await ready(), await take()]).toEqual(['503 unavailable', '503 unavailable']);
    await line.mend();
    await eventually(async () => (await ready()) === '200');
    expect(await take()).toBe('200');
  });
});

import { injected } from '../../../src/scenarios/world/http-people.ts';
import {
  startTimeSkippingWorld as start,
  type TimeSkippingWorld as World,
  type WorldOptions as Options,
} from '../../../src/scenarios/world/time-skipping-world.ts';
import { address } from '../servers/addresses.ts';
import { createDatabase } from '../servers/database.ts';
import { shippedPolicy, silentLog } from './dependencies.ts';
import { HttpPeople } from './people.ts';

/** A world of one's own on the servers of this run, with people in it. */
export type TimeSkippingWorld = World & { people: HttpPeople };

export interface WorldOptions extends Options {
  /** Which workflow code the next worker that is started runs. */
  workflowBundle?: () => string;
}

export async function startTimeSkippingWorld({
  workflowBundle = () => address('workflowBundle'),
  ...options
}: WorldOptions = {}): Promise<TimeSkippingWorld> {
  const timeSkippingServer = address('timeSkippingServer');
  const servers = { timeSkippingServer, workflowBundle, createDatabase, log: silentLog };
  const world = await start(servers, await shippedPolicy(), options);
  return { ...world, people: new HttpPeople(injected(world.app), world.tokens) };
}

import { join } from 'node:path';
import { recordedServers, recordServers } from '../../../src/scenarios/servers/recorded-servers.ts';
import { startStoryWorld } from '../../../src/scenarios/world/story-world.ts';
import { address } from '../../support/servers/addresses.ts';
import { createDatabase } from '../../support/servers/database.ts';
import { temporaryDirectory } from '../../support/servers/temporary-directory.ts';
import { shippedPolicy, silentLog } from '../../support/world/dependencies.ts';

test('a world whose last part does not start leaves nothing behind', async () => {
  const directory = temporaryDirectory();
  let databases = 0;
  const starting = startStoryWorld(
    {
      timeSkippingServer: recordServers(directory, address('timeSkippingServer')),
      workflowBundle: () => {
        expect(recordedServers(directory)).toHaveLength(1);
        expect(databases).toBe(1);
        return join(directory, 'none.js');
      },
      createDatabase: async () => {
        const { url, drop } = await createDatabase();
        databases += 1;
        return { url, drop: () => drop().then(() => void (databases -= 1)) };
      },
      log: silentLog,
    },
    await shippedPolicy(),
  );
  await expect(starting).rejects.toThrow('ENOENT');
  expect(recordedServers(directory)).toEqual([]);
  expect(databases).toBe(0);
});

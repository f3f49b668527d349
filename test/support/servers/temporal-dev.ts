import { startTemporal } from '../../../src/dev/temporal-server.ts';
import { address } from './addresses.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** The real server on free ports, with its data in memory: for tests in which real time passes. */
export async function startTemporalDev(): Promise<{ address: string; stop(): Promise<void> }> {
  return startTemporal({
    cli: address('temporalCli'),
    directory: temporaryDirectory(),
    inMemory: true,
    port: 0,
    uiPort: 0,
  });
}

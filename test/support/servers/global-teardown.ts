import { address } from './addresses.ts';
import { clearRunDirectory } from '../../../src/scenarios/servers/run-directory.ts';

export default async function tearDown(): Promise<void> {
  await clearRunDirectory(address('runDirectory'));
}

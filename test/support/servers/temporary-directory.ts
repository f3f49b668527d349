import { chmodSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { address } from './addresses.ts';

/** A directory that is removed at the end of the run, after whatever server still runs in it has been stopped. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(address('runDirectory'), 'test-'));
  // PostgreSQL runs as another user when the tests run as root.
  chmodSync(directory, 0o711);
  return directory;
}

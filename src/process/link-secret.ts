import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Environment } from './environment.ts';
import { readOrMakeKey } from './key-file.ts';

/** What signs customers' links and reply addresses, the same for all processes: given, or one of this machine's own. */
export const readLinkSecret = async ({
  LINK_SECRET,
  KEPT_DATA_DIR,
}: Pick<Environment, 'LINK_SECRET' | 'KEPT_DATA_DIR'>): Promise<string> =>
  LINK_SECRET ?? readOrMakeKey(join(KEPT_DATA_DIR, 'link-secret'), async () => randomBytes(32).toString('base64url'));

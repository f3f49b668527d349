import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePolicy } from '../../../src/domain/policy/parse-policy.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';
import { temporaryDirectory } from '../../support/servers/temporary-directory.ts';

/** What is written instead of what in the shipped policy. */
export type Change = [from: string, to: string];

const shipped = readFileSync('policies/introserv.yaml', 'utf8');

function changed(changes: Change[]): string {
  return changes.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`the shipped policy does not say ${from}`);
    return text.replace(from, to);
  }, shipped);
}

export const otherPolicy = (...changes: Change[]): Policy => parsePolicy(changed(changes), 'other.yaml');

/** The same as a file. */
export function otherPolicyFile(...changes: Change[]): string {
  const file = join(temporaryDirectory(), 'other.yaml');
  writeFileSync(file, changed(changes));
  return file;
}

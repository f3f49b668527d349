import { readFile } from 'node:fs/promises';
import { parsePolicy } from '../domain/policy/parse-policy.ts';
import { policyHash } from '../domain/policy/policy-hash.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { termsOf, type Terms } from '../domain/policy/terms.ts';
import { StartFault } from './start-fault.ts';

/** Reads the policy that new tickets are pinned to. @throws PolicyFault with each fault, StartFault when there is no file */
export async function readCurrentPolicy(file: string): Promise<{ policy: Policy; hash: string; terms: Terms }> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartFault(`The policy ${file} can't be read (${code ?? message}): set POLICY_FILE to a policy.`);
  });
  const policy = parsePolicy(text, file);
  return { policy, hash: policyHash(policy), terms: termsOf(policy) };
}

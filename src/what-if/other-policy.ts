import { readFile } from 'node:fs/promises';
import { parsePolicy } from '../domain/policy/parse-policy.ts';
import type { Policy } from '../domain/policy/schema.ts';
import { fault } from './arguments.ts';
import { inWords } from './in-words.ts';

/** The policy that is asked about. @throws ArgumentFault when there is no such file, PolicyFault with each fault in it */
export async function readOtherPolicy(file: string): Promise<Policy> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw fault(`The policy ${file} can't be read (${inWords(error)})`);
  });
  return parsePolicy(text, file);
}

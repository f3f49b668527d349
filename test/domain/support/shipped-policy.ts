import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../../src/domain/policy/parse-policy.ts';
import { termsOf } from '../../../src/domain/policy/terms.ts';

const FILE = 'policies/introserv.yaml';

/** The policy as it is shipped: what the tests promise is what customers are promised. */
export const policy = parsePolicy(readFileSync(FILE, 'utf8'), FILE);
export const terms = termsOf(policy);

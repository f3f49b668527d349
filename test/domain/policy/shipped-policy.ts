import { readFileSync } from 'node:fs';
import { parsePolicy } from '../../../src/domain/policy/parse-policy.ts';
import type { Policy } from '../../../src/domain/policy/schema.ts';

export const SHIPPED = 'policies/introserv.yaml';

export const shippedText = (): string => readFileSync(SHIPPED, 'utf8');

export const shippedPolicy = (): Policy => parsePolicy(shippedText(), SHIPPED);

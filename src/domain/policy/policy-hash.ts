import { createHash } from 'node:crypto';
import type { Policy } from './schema.ts';

/**
 * Names a policy by what it says: SHA-256 (hex) of its canonical JSON. Comments, spacing, the order of keys and how a
 * duration is written (`2h`, `120m`) make no difference; the order of a list does.
 */
export const policyHash = (policy: Policy): string =>
  createHash('sha256').update(JSON.stringify(policy, sortKeys)).digest('hex');

const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

import type { Policy } from '../domain/policy/schema.ts';
import { ProblemError } from './problem.ts';

/** @throws ProblemError naming the field at `path` when the policy has no such site */
export function requireKnownSite({ sites }: Policy, site: string, path: string): void {
  if (Object.hasOwn(sites, site)) return;
  const message = `expected one of ${Object.keys(sites).join(', ')}`;
  throw new ProblemError('invalid-request', `there is no site ${site}`, { errors: [{ path, message }] });
}

import type { Policy } from '../domain/policy/schema.ts';
import { ProblemError } from './problem.ts';

/** @throws ProblemError naming the field at `path` when the policy has no such team */
export function requireKnownTeam({ teams }: Policy, team: string, path: string): void {
  if (Object.hasOwn(teams, team)) return;
  const message = `expected one of ${Object.keys(teams).join(', ')}`;
  throw new ProblemError('unknown-team', `there is no team ${team}`, { errors: [{ path, message }] });
}

import type { Policy } from '../domain/policy/schema.ts';
import type { Store } from './connect.ts';

/** Every version of the policy that a ticket is pinned to, by its hash. */
export interface PolicyShelf {
  /** @throws UnknownPolicyError */
  find(hash: string): Promise<Policy>;
  /** Keeps a policy for good; keeping it again changes nothing. */
  keep(hash: string, policy: Policy): Promise<void>;
}

export class UnknownPolicyError extends Error {
  readonly code = 'unknown-policy';
  constructor(readonly hash: string) {
    super(`no policy is stored under ${hash}`);
    this.name = 'UnknownPolicyError';
  }
}

/** A policy never changes under its hash, so each is read once. */
export function createPolicyShelf(store: Store): PolicyShelf {
  const known = new Map<string, Policy>();
  return {
    async find(hash) {
      const cached = known.get(hash);
      if (cached !== undefined) return cached;
      const row = await store.selectFrom('policies').where('hash', '=', hash).select('policy').executeTakeFirst();
      if (row === undefined) throw new UnknownPolicyError(hash);
      known.set(hash, row.policy);
      return row.policy;
    },
    async keep(hash, policy) {
      await store
        .insertInto('policies')
        .values({ hash, policy: JSON.stringify(policy) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      known.set(hash, policy);
    },
  };
}

import type { Draft } from '../ticket/draft.ts';
import { owe } from './owe.ts';

/**
 * P3: a human answers within 10 minutes, at every hour of every day. The first public message of a member of staff keeps
 * it: a reply, a question, a resolution, the explanation of a hand-over, an estimate. Only the customer's withdrawal of the
 * ticket withdraws it.
 */
export const oweFirstReply = (draft: Draft): void =>
  owe(draft, { kind: 'first-reply', clock: 'wall', due: { span: draft.terms.promises.firstReply } });

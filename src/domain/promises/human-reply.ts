import type { Draft } from '../ticket/draft.ts';
import { ofKind, settle } from './settle.ts';
import { oweStatusUpdate } from './status-update.ts';

/**
 * A human of staff wrote to the customer. One public message keeps all that a message can keep, whichever was promised,
 * and the next update is owed from here.
 */
export function humanReplied(draft: Draft): void {
  settle(draft, ofKind('first-reply', 'next-reply', 'status-update'));
  oweStatusUpdate(draft);
}

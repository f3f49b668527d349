import type { TicketEvent } from '../domain/ticket/events.ts';
import type { PromiseKind } from '../domain/promises/promise.ts';

interface PromiseRef {
  kind: PromiseKind;
  cycle: number;
}

/** "first reply", "status update 2", "pick-up by sysadmins", "answer by datacentre". */
export type NameOf = (promise: PromiseRef) => string;

/** How a ticket's promises are called; what belongs to a team says which. */
export function promiseNames(events: readonly TicketEvent[]): NameOf {
  const names = new Map<string, string>();
  for (const { type, data } of events) {
    if (type !== 'promise.made' || data.kind !== 'pick-up' || data.clock === 'wall') continue;
    const { team } = data.clock;
    names.set(keyOf(data), data.subject === null ? `pick-up by ${team}` : `answer by ${team}`);
  }
  return (promise) => names.get(keyOf(promise)) ?? numbered(promise);
}

const keyOf = ({ kind, cycle }: PromiseRef): string => `${kind} ${cycle}`;

const numbered = ({ kind, cycle }: PromiseRef): string => {
  const words = kind === 'pick-up' ? kind : kind.replaceAll('-', ' ');
  return cycle === 1 ? words : `${words} ${cycle}`;
};

import type { Turn } from './random-life.ts';
import * as soundness from './soundness.ts';

/** Holds a turn against every rule of soundness.ts; the name of a broken one is in the message. */
export function checkTurn(turn: Turn): void {
  for (const [name, rule] of Object.entries(soundness)) {
    try {
      rule(turn);
    } catch (cause) {
      throw new Error(`${name}: ${String(cause)}`, { cause });
    }
  }
}

/** The five phases of a ticket's life (P7), in order. */
export const PHASES = ['submit', 'review', 'forward', 'specialist', 'resolve'] as const;
export type Phase = (typeof PHASES)[number];

/**
 * Every lawful arrow between phases. An arrow that is not here does not compile. Closing is not in the table: a customer
 * may withdraw from any phase, and a closed ticket keeps the phase `resolve`.
 */
export const NEXT = {
  submit: ['review'],
  review: ['forward', 'resolve'],
  forward: ['specialist', 'review'],
  specialist: ['forward', 'resolve'],
  resolve: ['specialist', 'review'],
} as const satisfies Record<Phase, readonly Phase[]>;

/** The phases that may follow `P`. */
export type Next<P extends Phase> = (typeof NEXT)[P][number];

/** A lawful change of phase. */
export type Arrow = { [P in Phase]: { from: P; to: Next<P> } }[Phase];

export const isArrow = (from: Phase, to: Phase): boolean => (NEXT[from] as readonly Phase[]).includes(to);

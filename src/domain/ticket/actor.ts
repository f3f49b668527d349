export const ROLES = ['customer', 'agent', 'manager'] as const;
export type Role = (typeof ROLES)[number];

/** Who commands. `teams` are those an agent belongs to; managers may act for every team. */
export interface Actor {
  id: string;
  role: Role;
  teams: string[];
  /** The id of the ticket's link that they came by, who need not be the customer themselves. */
  link?: string;
}

/** The journal's name for what Kept does by itself. */
export const SYSTEM = 'system';

export const isStaff = (actor: Actor): boolean => actor.role !== 'customer';

export const belongsTo = (actor: Actor, team: string): boolean =>
  actor.role === 'manager' || (actor.role === 'agent' && actor.teams.includes(team));

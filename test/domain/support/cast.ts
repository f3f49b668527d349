import type { Actor } from '../../../src/domain/ticket/actor.ts';

const agentOf = (id: string, ...teams: string[]): Actor => ({ id, role: 'agent', teams });

/** Everybody who appears in the stories. */
export const CAST = {
  customer: { id: 'customer-1', role: 'customer', teams: [] },
  /** Another customer, whose ticket it is not. */
  stranger: { id: 'customer-2', role: 'customer', teams: [] },
  /** First line. */
  agent: agentOf('agent-1', 'support'),
  colleague: agentOf('agent-2', 'support'),
  biller: agentOf('biller-1', 'billing'),
  technician: agentOf('technician-1', 'datacentre'),
  sysadmin: agentOf('sysadmin-1', 'sysadmins'),
  /** Works in first line and with the system administrators. */
  allRounder: agentOf('all-rounder-1', 'support', 'sysadmins'),
  manager: { id: 'manager-1', role: 'manager', teams: [] },
} as const satisfies Record<string, Actor | { teams: readonly [] }>;

export type Name = keyof typeof CAST;
export const NAMES = Object.keys(CAST) as Name[];

export const actorCalled = (name: Name): Actor => ({ ...CAST[name], teams: [...CAST[name].teams] });

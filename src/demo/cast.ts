import type { Principal } from '../api/auth/principal.ts';

/** The people of the stories. */
export const CARLA: Principal = { id: 'carla', name: 'Carla', role: 'customer', teams: [] };
export const ADA: Principal = { id: 'ada', name: 'Ada', role: 'agent', teams: ['support'] };
export const DIRK: Principal = { id: 'dirk', name: 'Dirk', role: 'agent', teams: ['datacentre'] };
export const SIRI: Principal = { id: 'siri', name: 'Siri', role: 'agent', teams: ['sysadmins'] };
/** Of the directory of managers, a team's lead. */
export const MARTA: Principal = { id: 'manager-1', name: 'Marta', role: 'manager', teams: [] };

/** Journals name people by id. */
export const NAMES: ReadonlyMap<string, string> = new Map(
  [CARLA, ADA, DIRK, SIRI, MARTA].map(({ id, name }) => [id, name]),
);

import type { Role } from '../../../src/domain/ticket/actor.ts';
import type { Person } from '../../../src/scenarios/world/person.ts';

/** The people of the tests. */
const person = (id: string, role: Role, ...teams: string[]): Person => ({ id, name: `${id} the ${role}`, role, teams });

export const CARLA = person('carla', 'customer');
export const CUNO = person('cuno', 'customer');
/** A customer whose address is known. */
export const MAILA: Person = { ...person('maila', 'customer'), address: 'maila@example.com' };
export const ADA = person('ada', 'agent', 'support');
export const ABEL = person('abel', 'agent', 'support');
export const SIRI = person('siri', 'agent', 'sysadmins');
export const TINA = person('tina', 'agent', 'datacentre');
export const BIRGIT = person('birgit', 'agent', 'billing');
/** A manager who is in no directory: does what agents do, and decides nothing. */
export const MONA = person('mona', 'manager');
/** Of the shipped directory, by level: a team's lead, a duty manager, the head of support. */
export const LEAD = person('manager-1', 'manager');
export const DUTY = person('manager-2', 'manager');
export const HEAD = person('manager-3', 'manager');

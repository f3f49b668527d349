/** People of the rules' own stories, and what stories in YAML call them. */
export const STAFF = {
  agent: 'ada',
  colleague: 'abel',
  biller: 'birgit',
  technician: 'tina',
  sysadmin: 'siri',
  manager: 'marta',
} as const;
export type StaffName = keyof typeof STAFF;
export const STAFF_NAMES = Object.keys(STAFF) as StaffName[];
export const MANAGERS = { marta: 'manager-1', dora: 'manager-2', hedda: 'manager-3' } as const;
export type ManagerName = keyof typeof MANAGERS;
export const MANAGER_NAMES = Object.keys(MANAGERS) as ManagerName[];

import { join } from 'node:path';
import type { JWTPayload } from 'jose';
import { readClaims } from '../../src/api/auth/claims.ts';
import { ProblemError } from '../../src/api/problem.ts';
import type { Policy } from '../../src/domain/policy/schema.ts';
import { PROJECT_ROOT } from '../../src/process/environment.ts';
import { readCurrentPolicy } from '../../src/process/policy-file.ts';

const NAMES = { customer: ['kunde', 'client'], agent: ['support-staff'], manager: ['boss'] };

const read = (claims: Partial<Policy['claims']>, payload: JWTPayload) =>
  readClaims(
    { sub: 'someone', exp: 2_000_000_000, ...payload },
    {
      claims: { roles: 'roles', teams: 'teams', managerId: 'manager_id', roleNames: NAMES, ...claims },
      isTeam: (id) => ['support', 'billing'].includes(id),
    },
  );

describe('the claims of a token, read by the policy', () => {
  test('hold as long as the token does', () => {
    expect(read({}, { roles: ['kunde'] }).validUntil).toEqual(new Date(2_000_000_000_000));
  });

  test.each<[string[], string]>([
    [['kunde'], 'customer'],
    [['client', 'offline_access'], 'customer'],
    [['kunde', 'support-staff'], 'agent'],
    [['support-staff', 'boss', 'kunde'], 'manager'],
  ])('of the roles %j the strongest counts: %s', (roles, role) => {
    expect(read({}, { roles }).role).toBe(role);
  });

  test.each([[undefined], [null], [[]], [['customer']], ['agent manager'], [{ boss: true }], [[['boss']]], [7]])(
    'roles such as %j are none of ours',
    (roles) => {
      expect(() => read({}, { roles })).toThrow(ProblemError);
      expect(() => read({}, { roles })).toThrow(/claim roles .*kunde, client, support-staff, boss/);
    },
  );

  test('may be one text instead of a list', () => {
    expect(read({}, { roles: 'support-staff', teams: 'billing' })).toMatchObject({ role: 'agent', teams: ['billing'] });
  });

  test('may be nested, or have dots in their names', () => {
    const roles = { roles: 'realm_access.roles', teams: 'https://example.com/kept.teams' };
    const payload = { realm_access: { roles: ['boss'] }, 'https://example.com/kept.teams': ['support'] };
    expect(read(roles, payload)).toMatchObject({ role: 'manager', teams: ['support'] });
    expect(() => read(roles, { realm_access: 'roles' })).toThrow(/claim realm_access\.roles /);
    expect(() => read({ roles: 'constructor.name' }, {})).toThrow(ProblemError);
  });

  test('name teams, of which those count that the policy knows', () => {
    expect(read({}, { roles: 'support-staff', teams: ['support', 'hackers', 7, '__proto__'] }).teams).toEqual([
      'support',
    ]);
    expect(read({}, { roles: 'support-staff' })).toMatchObject({ role: 'agent', teams: [] });
  });

  test('tell managers by their id of the directory, and nobody else', () => {
    expect(read({}, { roles: 'boss', manager_id: 'manager-2' })).toMatchObject({ id: 'manager-2', subject: 'someone' });
    expect(read({}, { roles: 'boss', manager_id: 'someone' })).not.toHaveProperty('subject');
    expect(read({}, { roles: 'boss' }).id).toBe('someone');
    expect(read({}, { roles: 'boss', manager_id: null }).id).toBe('someone');
    expect(read({}, { roles: 'support-staff', manager_id: 'manager-2' }).id).toBe('someone');
    for (const manager_id of ['', 7, ['manager-2'], 'system']) {
      expect(() => read({}, { roles: 'boss', manager_id })).toThrow();
    }
  });

  test.each<[JWTPayload, string]>([
    [{ name: 'Ada L.', preferred_username: 'ada', email: 'ada@example.com' }, 'Ada L.'],
    [{ name: '  ', preferred_username: 'ada', email: 'ada@example.com' }, 'ada'],
    [{ name: 'A\u0000', preferred_username: 7, email: 'ada@example.com' }, 'ada@example.com'],
    [{ name: 'n'.repeat(201) }, 'someone'],
    [{}, 'someone'],
  ])('%j is called %s', (payload, name) => {
    expect(read({}, { roles: 'kunde', ...payload }).name).toBe(name);
  });

  test('of the policy at hand are understood', async () => {
    const { policy } = await readCurrentPolicy(join(PROJECT_ROOT, 'policies/introserv.yaml'));
    const rules = { claims: policy.claims, isTeam: (id: string) => Object.hasOwn(policy.teams, id) };
    const payload = { sub: 'm', exp: 1, roles: ['manager'], teams: ['billing'], manager_id: 'manager-1' };
    expect(readClaims(payload, rules)).toMatchObject({ id: 'manager-1', role: 'manager', teams: ['billing'] });
  });
});

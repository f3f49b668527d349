import fc from 'fast-check';
import { after, DAY, MINUTE } from '../../../src/domain/calendar/instant.ts';
import { isAway } from '../../../src/domain/management/directory.ts';
import { whoIsTold } from '../../../src/domain/management/who-is-told.ts';
import { MANAGEMENT_ROLES } from '../../../src/domain/policy/management.ts';
import { PROMISE_KINDS } from '../../../src/domain/promises/promise.ts';
import { policy } from '../support/shipped-policy.ts';
import { directory, request, ticket, type Person } from './given-directory.ts';

const IDS = ['manager-1', 'manager-2', 'manager-3', 'manager-4', 'manager-5'];
const BEGIN = '2026-03-20T00:00:00.000Z';

const duty = fc.constantFrom(...Object.values(policy.management.people).map((person) => person.duty));
const person = fc.record<Partial<Person>>({
  level: fc.integer({ min: 1, max: 3 }),
  roles: fc.subarray([...MANAGEMENT_ROLES], { minLength: 1 }),
  duty,
  alsoKnownAs: fc.subarray(['ada', 'carla']),
});
/** Each away or not, with any other of them as delegate: chains and circles come by themselves. */
const delegates = fc.array(fc.option(fc.nat(IDS.length - 2)), { minLength: IDS.length, maxLength: IDS.length });

const absences = (index: number, delegate: number | null): Person['absences'] =>
  delegate === null
    ? []
    : [{ from: '2026-03-22', to: '2026-04-20', delegate: IDS.filter((_id, other) => other !== index)[delegate]! }];

const anyDirectory = fc
  .tuple(fc.array(person, { minLength: IDS.length, maxLength: IDS.length }), delegates)
  .map(([people, away]) =>
    directory(
      Object.fromEntries(IDS.map((id, index) => [id, { ...people[index], absences: absences(index, away[index]!) }])),
    ),
  )
  .filter(({ management: { people } }) =>
    MANAGEMENT_ROLES.every((role) => Object.values(people).some(({ roles }) => roles.includes(role))),
  );

const anyone = fc.constantFrom('ada', ...IDS);
const amount = fc.option(fc.record({ minor: fc.integer({ min: 1, max: 1_000_000 }), currency: fc.constant('EUR') }));

test('never nobody, nobody twice, nobody who is away while anybody is there, and a miss reaches a manager', () => {
  fc.assert(
    fc.property(
      anyDirectory,
      fc.option(anyone),
      anyone,
      amount,
      fc.constantFrom(...PROMISE_KINDS),
      fc.constantFrom(0, 50, 75, 100, 150),
      fc.integer({ min: 0, max: (40 * DAY) / MINUTE }),
      (anyPolicy, assignee, askedBy, asks, kind, rung, minutes) => {
        const at = after(BEGIN, minutes * MINUTE);
        const of = ticket({ assignee, approvals: [request({ askedBy, amount: asks })] });
        const told = whoIsTold(anyPolicy, of, { kind, subject: kind === 'decision' ? 'approval-1' : null }, rung, at);
        const people = told.map((one) => one.person);
        expect(people).not.toEqual([]);
        expect(new Set(people).size).toBe(people.length);
        const everybodyAway = IDS.every((id) => isAway(anyPolicy, id, at));
        if (!everybodyAway) expect(people.filter((id) => isAway(anyPolicy, id, at))).toEqual([]);
        if (rung >= 100) expect(people.some((id) => IDS.includes(id))).toBe(true);
        for (const { person: id, insteadOf } of told) expect(insteadOf).not.toBe(id);
      },
    ),
    { numRuns: 500 },
  );
});

import type { ActionName } from './actions.ts';
import { CAST, type StoryActor } from './actor.ts';
import type { Fault } from './faults.ts';
import type { Story } from './story.ts';

type Steps = Story['steps'];

/** What of a story contradicts the rest of it, though each part alone is well written. */
export const inconsistencies = ({ actors, steps, cites }: Pick<Story, 'actors' | 'steps' | 'cites'>): Fault[] => [
  ...strangers(steps, { ...CAST, ...actors }),
  ...misnamedTickets(steps),
  ...unknownTickets(steps),
  ...leavingUnseen(steps),
  ...citedInVain(steps, cites),
];

function strangers(steps: Steps, people: Readonly<Record<string, StoryActor>>): Fault[] {
  const names = Object.keys(people);
  const unknown = `expected one of ${names.join(', ')}, or a name under actors`;
  return steps.flatMap(({ who, action, refused }, index) => {
    const path = ['steps', index];
    if (who !== null && people[who] === undefined) return [{ path: [...path, 'who'], message: unknown }];
    if (action?.name === 'assign' && people[action.data]?.role !== 'agent') {
      const agents = names.filter((name) => people[name]?.role === 'agent').join(', ');
      return [{ path: [...path, 'assign'], message: `expected one of ${agents}, or an agent under actors` }];
    }
    const isCustomer = who !== null && people[who]?.role === 'customer';
    // What must be refused may be tried by anybody.
    if (action === null || action.name === 'fault' || refused !== null) return [];
    if (isCustomer === OF_CUSTOMERS.includes(action.name)) return [];
    return [{ path: [...path, action.name], message: `expected ${isCustomer ? 'staff' : 'a customer'}, not ${who}` }];
  });
}

/** What customers do; all else is staff's. */
const OF_CUSTOMERS: readonly ActionName[] = [
  'submit',
  'write',
  'confirm',
  'contradict',
  'withdraw',
  'reopen',
  'watch',
  'leave',
];

/** What tickets are called that the story gives no name. */
const GIVEN = /^(first|ticket-[1-9]\d*)$/;

/** The name of the ticket that is submitted as the `count`-th, where the story has none for it. */
export const nameOfTicket = (count: number): string => (count === 1 ? 'first' : `ticket-${count}`);

/** Each ticket is meant by its name, so no two have one. */
function misnamedTickets(steps: Steps): Fault[] {
  const named = new Set<string>();
  return steps.flatMap((step, index): Fault[] => {
    const name = nameGivenBy(step);
    if (name === null) return [];
    const path = ['steps', index, 'ticket'];
    if (GIVEN.test(name)) {
      return [{ path, message: `expected another name: tickets without one are called ${name} and alike` }];
    }
    if (named.has(name)) return [{ path, message: `another ticket is called ${name} already` }];
    named.add(name);
    return [];
  });
}

function unknownTickets(steps: Steps): Fault[] {
  const named = new Set<string>();
  return steps.flatMap((step, index): Fault[] => {
    const meant = [
      ...(step.ticket === null || step.action?.name === 'submit' ? [] : [{ key: ['ticket'], name: step.ticket }]),
      ...step.expect.flatMap((one, nth) =>
        one.type === 'continues' ? [{ key: ['expect', nth], name: one.ticket }] : [],
      ),
    ];
    const faults = meant
      .filter(({ name }) => !GIVEN.test(name) && !named.has(name))
      .map(({ key, name }) => ({
        path: ['steps', index, ...key],
        message: `no step before submits a ticket called ${name}`,
      }));
    const name = nameGivenBy(step);
    if (name !== null) named.add(name);
    return faults;
  });
}

/** What the story calls the ticket that a step submits. */
const nameGivenBy = ({ action, ticket, refused }: Steps[number]): string | null =>
  action?.name === 'submit' && refused === null ? ticket : null;

function leavingUnseen(steps: Steps): Fault[] {
  const watching = new Set<string | null>();
  return steps.flatMap(({ who, action }, index) => {
    if (action?.name === 'watch') watching.add(who);
    const isUnseen = action?.name === 'leave' && !watching.has(who);
    return isUnseen
      ? [{ path: ['steps', index, 'leave'], message: `expected a step before in which ${who} watches` }]
      : [];
  });
}

/** What is cited counts as shown. */
function citedInVain(steps: Steps, cites: readonly string[]): Fault[] {
  const shows = steps.some(({ expect, refused }) => expect.length > 0 || refused !== null);
  if (shows || cites.length === 0) return [];
  return [{ path: ['cites'], message: 'expected nothing here, as the story expects nothing, and so shows nothing' }];
}

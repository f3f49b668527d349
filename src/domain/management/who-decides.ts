import type { Approval } from '../approvals/approval.ts';
import { covers, weighDecision } from '../approvals/weigh-decision.ts';
import type { Instant } from '../calendar/instant.ts';
import { MANAGEMENT_ROLES } from '../policy/management.ts';
import type { Policy } from '../policy/schema.ts';
import type { RefusalCode } from '../ticket/refusal.ts';
import { deputyOf, managerAt } from './directory.ts';
import { eachOnce, holdersOf, lastResort, onDutyFor, type Told } from './who-is-there.ts';

/** A request for approval, the team that holds its ticket, and whose ticket it is. */
export interface Request {
  team: string;
  customer: string;
  approval: Approval;
}

/** How far somebody's word goes for a request: all of it, one of two words that it needs, or nothing; `barred`: they have a part in it. */
type Power = 'whole' | 'part' | 'none' | 'barred';

/**
 * Who is told that a request waits for them (P6d, P12): the first of team lead, duty manager, head of support who may
 * decide it, and the later the more of those above. Rather one whose limit covers the amount. Never who asked, whom it is
 * about or who has approved their part, unless there is nobody else.
 */
export function whoDecides(policy: Policy, request: Request, rung: number, at: Instant): Told[] {
  const { decisionLadder } = policy.management;
  const { tell } = decisionLadder.findLast((entry) => entry.rung <= rung) ?? { tell: 1 };
  const order =
    inOrder(policy, request, at, (id) => onDutyFor(policy, id, at)) ??
    // Nobody on duty may decide it: those who may hear of it off duty.
    inOrder(policy, request, at, (id) => deputyOf(policy, id, at)) ??
    highestFirst(policy, request, at);
  return tell === 'all' ? order : order.slice(0, tell);
}

/** From the first who may decide upwards; then those below who may. `null` when nobody may. */
function inOrder(policy: Policy, request: Request, at: Instant, there: (id: string) => string | null): Told[] | null {
  const managers = disinterested(policy, request, at, there);
  const power = new Map(managers.map(({ person }) => [person, powerOf(policy, request, person, at)]));
  const first = ['whole', 'part'].flatMap((wanted) => managers.findIndex(({ person }) => power.get(person) === wanted));
  const begin = first.find((index) => index >= 0);
  if (begin === undefined) return null;
  const below = managers.slice(0, begin).filter(({ person }) => power.get(person) !== 'none');
  return [...managers.slice(begin), ...below];
}

/** Nobody there may decide it: whoever stands highest can at least see that somebody will. */
function highestFirst(policy: Policy, request: Request, at: Instant): Told[] {
  const onDuty = disinterested(policy, request, at, (id) => onDutyFor(policy, id, at));
  const managers = onDuty.length > 0 ? onDuty : disinterested(policy, request, at, (id) => deputyOf(policy, id, at));
  return managers.length > 0 ? managers.reverse() : [lastResort(policy, at)];
}

/** Whoever is there, from the team lead upwards, and has no part in the request. */
const disinterested = (policy: Policy, request: Request, at: Instant, there: (id: string) => string | null): Told[] =>
  eachOnce(
    MANAGEMENT_ROLES.flatMap((role) =>
      holdersOf(policy, role, request.team).flatMap((id): Told[] => {
        const person = there(id);
        return person === null ? [] : [{ person, role, insteadOf: person === id ? null : id }];
      }),
    ),
  ).filter(({ person }) => !hasPart(policy, request, person, at));

const hasPart = (policy: Policy, request: Request, person: string, at: Instant): boolean =>
  powerOf(policy, request, person, at) === 'barred';

/** What would come of their approval now, by the same rule that will weigh it. */
function powerOf(policy: Policy, { approval, customer }: Request, person: string, at: Instant): Power {
  const { limits } = policy.approvals;
  const manager = managerAt(policy, person, at);
  const approves = { approvalId: approval.id, decision: 'approve', by: person } as const;
  const weighed = weighDecision(approves, { approval, customer, manager, limits });
  if (weighed.type === 'repeated') return 'barred';
  if (weighed.type === 'refused') return BEYOND_THEM.includes(weighed.code) ? 'none' : 'barred';
  return weighed.state === 'approved' || covers(limits, approval.amount, weighed.level) ? 'whole' : 'part';
}

/** Not theirs to grant, though they have no part in it. */
const BEYOND_THEM: RefusalCode[] = ['over-limit', 'not-a-manager'];

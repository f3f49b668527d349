import type { Instant } from '../calendar/instant.ts';
import { MANAGEMENT_ROLES, RECIPIENTS } from '../policy/management.ts';
import type { Policy } from '../policy/schema.ts';
import type { TicketPromise } from '../promises/promise.ts';
import type { Ticket } from '../ticket/ticket.ts';
import { eachOnce, holdersOf, lastResort, onDutyFor, type Recipient, type Told } from './who-is-there.ts';
import { whoDecides } from './who-decides.ts';

type Asked = Pick<Ticket, 'team' | 'assignee' | 'customer' | 'approvals' | 'consultations'>;
type Owed = Pick<TicketPromise, 'kind' | 'subject'>;

/**
 * Who hears of a rung (P12), by the directory of `policy`: never nobody, nobody twice, and nobody who is absent while
 * anybody is there. Whoever is out is stood in for: the absent by their delegate, those off duty and those whom there is
 * not by the next of assignee, team lead, duty manager, head of support.
 *
 * The `decision` promise of a request for approval is told to those who may decide it.
 */
export function whoIsTold(policy: Policy, ticket: Asked, promise: Owed, rung: number, at: Instant): Told[] {
  const approval = ticket.approvals.find(({ id }) => promise.kind === 'decision' && id === promise.subject);
  const team = owingTeam(ticket, promise);
  if (approval !== undefined) return whoDecides(policy, { team, customer: ticket.customer, approval }, rung, at);
  const { ladder } = policy.management;
  // An older policy may have promised by rungs that today's ladder doesn't know.
  const { tell } = ladder.findLast((entry) => entry.rung <= rung) ?? ladder[0] ?? { tell: RECIPIENTS };
  return eachOnce(tell.flatMap((role) => toldAs(policy, role, { team, assignee: ticket.assignee }, at)));
}

/** A question to another team is that team's to answer, whoever holds the ticket. */
export const owingTeam = ({ team, consultations }: Pick<Ticket, 'team' | 'consultations'>, { subject }: Owed): string =>
  consultations.find(({ id }) => id === subject)?.team ?? team;

interface Place {
  team: string;
  assignee: string | null;
}

/** Those who have a role, or whoever of the next roles stands in for them. */
function toldAs(policy: Policy, role: Recipient, place: Place, at: Instant): Told[] {
  const [out = null] = holders(policy, role, place);
  for (const next of RECIPIENTS.slice(RECIPIENTS.indexOf(role))) {
    const there = holders(policy, next, place).flatMap((id): Told[] => {
      const person = onDutyFor(policy, id, at);
      if (person === null) return [];
      const missing = next === role ? id : (out ?? id);
      return [{ person, role: next, insteadOf: person === missing ? null : missing }];
    });
    if (there.length > 0) return there;
  }
  const last = lastResort(policy, at);
  return [{ ...last, insteadOf: out === null || out === last.person ? last.insteadOf : out }];
}

function holders(policy: Policy, role: Recipient, { team, assignee }: Place): string[] {
  const managing = MANAGEMENT_ROLES.find((one) => one === role);
  return managing === undefined ? (assignee === null ? [] : [assignee]) : holdersOf(policy, managing, team);
}

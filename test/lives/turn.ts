import { MINUTE } from '../../src/domain/calendar/instant.ts';
import { managerAt } from '../../src/domain/management/directory.ts';
import { policy } from '../domain/support/shipped-policy.ts';
import type { Story } from '../domain/support/story.ts';
import type { Voice } from '../domain/support/voice.ts';
import { MANAGERS, STAFF, STAFF_NAMES, type StaffName } from './people.ts';
import type { Deed, RawStep } from './raw-life.ts';
import type { WrittenStep } from './written-life.ts';

/** What somebody did: the story after it, the same one where it was refused, and how it is written. */
export interface Told {
  story: Story;
  step: WrittenStep;
}

/** Whoever is still waited for lets silence have its way; other tickets end. */
export function withdrawn(story: Story): Told | null {
  const { closedAt, waiting, phase } = story.ticket;
  if (closedAt !== null || waiting !== null || phase === 'resolve') return null;
  return { story: story.customer.withdraws(), step: { who: 'carla', withdraw: null } };
}

/** @returns `null` when there is nothing to do it to */
export function turn(story: Story, { who, deed: wanted, lawful }: RawStep): Told | null {
  switch (wanted.by) {
    case 'customer':
      return told(story, 'customer', 'carla', wanted);
    case 'manager':
      return decided(story, wanted);
    case 'staff': {
      const first = told(story, who, STAFF[who], wanted);
      if (lawful === null || (first !== null && first.step.refused === undefined)) return first;
      const others = STAFF_NAMES.map((_, index) => STAFF_NAMES[(index + lawful) % STAFF_NAMES.length]!);
      for (const name of others) {
        const other = told(story, name, STAFF[name], wanted);
        if (other !== null && other.step.refused === undefined) return other;
      }
      return first;
    }
    default:
      return wanted satisfies never;
  }
}

function told(
  story: Story,
  name: StaffName | 'customer',
  who: string,
  done: Exclude<Deed, { by: 'manager' }>,
): Told | null {
  const said = sayingOf(story, name, done);
  if (said === null) return null;
  const answer = said.speak(story.tries[name]) as string;
  const step = { who, ...said.written };
  if (answer !== 'allowed') return { story, step: { ...step, refused: answer } };
  return { story: said.speak(story[name]) as Story, step };
}

interface Saying {
  speak(voice: Voice<unknown>): unknown;
  written: WrittenStep;
}

function sayingOf(
  { ticket }: Story,
  name: StaffName | 'customer',
  done: Exclude<Deed, { by: 'manager' }>,
): Saying | null {
  switch (done.verb) {
    case 'writes':
      return { speak: (voice) => voice.writes(), written: { write: `Word ${ticket.seq}.` } };
    case 'confirms':
      return { speak: (voice) => voice.confirms(), written: { confirm: null } };
    case 'contradicts':
      return { speak: (voice) => voice.contradicts(), written: { contradict: `No ${ticket.seq}.` } };
    case 'withdraws':
      return { speak: (voice) => voice.withdraws(), written: { withdraw: null } };
    case 'replies':
      return { speak: (voice) => voice.replies(), written: { reply: `Reply ${ticket.seq}.` } };
    case 'asks':
      return { speak: (voice) => voice.asks(), written: { ask: `Question ${ticket.seq}?` } };
    case 'notes':
      return { speak: (voice) => voice.notes(), written: { note: `Note ${ticket.seq}.` } };
    case 'takes':
      return { speak: (voice) => voice.takes(), written: { take: null } };
    case 'releases':
      return { speak: (voice) => voice.releases(), written: { release: null } };
    case 'resolves':
      return { speak: (voice) => voice.resolves(), written: { resolve: `Solution ${ticket.seq}.` } };
    case 'reviews':
      return { speak: (voice) => voice.reviews(done.kind), written: { review: done.kind } };
    case 'forwards': {
      const { team: to, reason: why } = done;
      return { speak: (voice) => voice.forwards(to, why), written: { forward: { team: to, reason: why } } };
    }
    case 'reviewsAndForwards': {
      const { kind: as, team: to, reason: why } = done;
      return {
        speak: (voice) => voice.reviewsAndForwards(as, to, why),
        written: { review: { kind: as, forward: { team: to, reason: why } } },
      };
    }
    case 'consults':
      return {
        speak: (voice) => voice.consults(done.team, `question-${ticket.seq}`),
        written: { consult: { team: done.team, question: `What of ${ticket.seq}?` } },
      };
    case 'answers': {
      // Only what their own team was asked and has not answered: what else there is to say of it, other tests say.
      const theirs =
        { biller: 'billing', technician: 'datacentre', sysadmin: 'sysadmins' }[name as string] ?? 'support';
      const open = ticket.consultations.find(({ team: asked, answeredAt }) => asked === theirs && answeredAt === null);
      if (open === undefined || name === 'manager') return null;
      return { speak: (voice) => voice.answers(open.id), written: { answer: `It is ${ticket.seq}.` } };
    }
    case 'estimates':
      return {
        speak: (voice) => voice.estimates(`+${done.minutes * MINUTE}ms`),
        written: { estimate: `${done.minutes}m later` },
      };
    case 'asksApproval': {
      const amount = { minor: done.minor, currency: 'EUR' };
      return {
        speak: (voice) => voice.asksApproval({ approvalId: `approval-${ticket.seq}`, amount }),
        written: { askApproval: { amount: `${(done.minor / 100).toFixed(2)} EUR` } },
      };
    }
    case 'withdrawsApproval': {
      const last = ticket.approvals.at(-1);
      if (last === undefined) return null;
      return { speak: (voice) => voice.withdrawsApproval(last.id), written: { withdrawApproval: null } };
    }
    default:
      return done satisfies never;
  }
}

/** On what was asked last; what a closed ticket no longer knows is another story. */
function decided(story: Story, { who, decision, via }: Extract<Deed, { by: 'manager' }>): Told | null {
  const last = story.ticket.approvals.at(-1);
  if (last === undefined || story.ticket.closedAt !== null) return null;
  const by = MANAGERS[who];
  const manager = managerAt(policy, by, story.now);
  const said = { id: `decision-${story.ticket.seq}`, approvalId: last.id, by, decision, manager };
  const next = story.happens({ name: 'approvalDecided', decision: { ...said, via, commentsForCustomer: false } });
  const refused = next.step.find(({ type }) => type === 'approval.decision-refused');
  // Said before: there is nothing to tell.
  if (refused === undefined && !next.step.some(({ type }) => type === 'approval.decided')) return null;
  const code = (refused?.data as { code?: string } | undefined)?.code;
  return {
    story: next,
    step: { who, decide: { decision, via }, ...(code === undefined ? {} : { refused: code }) },
  };
}

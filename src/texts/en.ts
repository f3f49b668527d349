import type { ApprovalType } from '../domain/approvals/approval.ts';
import {
  holder,
  isSo,
  lines,
  paragraphs,
  read,
  readMoney,
  readNumber,
  type ApprovalWords,
  type OutcomeWords,
  type PromiseWords,
  type Story,
  type Texts,
  type Words,
} from './texts.ts';
import type { TemplateValues } from '../domain/ticket/templates.ts';

const OUTCOMES: OutcomeWords = {
  confirmed: 'you confirmed that it is solved',
  'not-contradicted': 'we sent a solution and have not heard otherwise from you',
  'no-answer': 'we asked you a question and have not heard from you',
  withdrawn: 'you withdrew it',
};

const PROMISES: PromiseWords = {
  acknowledgement: 'acknowledgement',
  'first-reply': 'first reply',
  'next-reply': 'replies to your further messages',
  'status-update': 'regular updates',
  estimate: 'estimate in advance',
  resolution: 'resolution time',
  'pick-up': 'taking over after a hand-over',
  decision: "management's decision",
};

const REQUESTS: ApprovalWords = {
  'billing-credit': 'a credit',
  'account-exception': 'an exception for your account',
  'special-request': 'your special request',
};

const requestOf = (values: TemplateValues): string => REQUESTS[read(values, 'type') as ApprovalType];

const commented = ({ comment }: Words): string | false => comment !== null && `Their comment:\n${comment}`;

const title = ({ number, subject }: Words) => `#${number} “${subject}”`;

const promiseLine = ({ kind, kept, missed, reestimated, withdrawn }: Story['promises'][number]): string => {
  const parts = [
    kept > 0 && `${kept} kept`,
    missed > 0 && `${missed} missed`,
    reestimated > 0 && `${reestimated} given anew in time`,
    withdrawn > 0 && `${withdrawn} no longer needed`,
  ].filter((part) => part !== false);
  return `- ${PROMISES[kind]}: ${parts.length === 0 ? 'still open' : parts.join(', ')}`;
};

const ANSWER_AWAITED = 'We still need your answer: until it comes, the time for the solution stands still.';

const worksFrom = (team: string, closedUntil: string | null, words: Words): string => {
  if (closedUntil === null) return 'They are at work now and take it up next.';
  const opening = words.opening(team, closedUntil);
  if (opening === null) return `They work on it from ${words.instant(closedUntil)}.`;
  const place = opening.city === null ? opening.zone : `${opening.city} time`;
  return `They are closed now and work on it from ${opening.when}, ${place}. By your clock that is ${words.instant(closedUntil)}.`;
};

/** What the customer may expect next: nothing is said that has not been promised. */
const expectation = (values: TemplateValues, words: Words): string => {
  const resolutionBy = read(values, 'resolutionBy');
  const estimateBy = read(values, 'estimateBy');
  if (isSo(values, 'answerAwaited')) return ANSWER_AWAITED;
  if (resolutionBy !== null) return `You can expect a solution by ${words.instant(resolutionBy)}.`;
  if (estimateBy !== null) return `You will have an estimate of the time it takes by ${words.instant(estimateBy)}.`;
  return 'They will tell you when you can expect a solution.';
};

export const en: Texts = {
  acknowledgement: (values, words) => {
    const replyBy = read(values, 'replyBy');
    return paragraphs(
      `We have received your request ${title(words)}.`,
      words.continues !== null &&
        `It continues request #${words.continues}, which was closed too long ago to be reopened.`,
      replyBy !== null && `One of our support engineers will answer you by ${words.instant(replyBy)}.`,
      'Everything about it stays in this conversation: there is no need to write again, but if you have more to say, just answer here.',
    );
  },
  progress: (values, words) => {
    const heldSince = read(values, 'heldSince');
    const resolutionBy = read(values, 'resolutionBy');
    const nextUpdateBy = read(values, 'nextUpdateBy');
    return paragraphs(
      `We owe you an update on ${title(words)}, and nobody has written to you in time. Here is where it stands.`,
      `With: ${holder(values, words)}${heldSince === null ? '' : `, since ${words.instant(heldSince)}`}.`,
      resolutionBy !== null && `We still expect a solution by ${words.instant(resolutionBy)}.`,
      nextUpdateBy !== null && `You will hear from us again by ${words.instant(nextUpdateBy)}.`,
    );
  },
  'takes-longer': (values, words) => {
    const promisedBy = read(values, 'promisedBy');
    return paragraphs(
      `Your request ${title(words)} takes longer than we said${promisedBy === null ? '' : `: we had promised a solution by ${words.instant(promisedBy)}`}. We are sorry.`,
      `It stays with ${holder(values, words)}, who has been asked for a new estimate.`,
    );
  },
  'estimate-wanted': (values, words) => {
    const promisedBy = read(values, 'promisedBy');
    return `The resolution of ${title(words)} was promised by ${promisedBy === null ? 'now' : words.instant(promisedBy)} and has not been sent. ${holder(values, words)}: please give the customer a new estimate.`;
  },
  'handed-over': (values, words) => {
    const team = read(values, 'team') ?? '';
    return paragraphs(
      // Why specialists are needed is no reason to come back from them: that is the agent's to say.
      words.isFirstLine(team)
        ? `Your request ${title(words)} is back with ${words.team(team)}.`
        : `Your request ${title(words)} is now with ${words.team(team)}: ${words.reason(read(values, 'reason') ?? '')}.`,
      worksFrom(team, read(values, 'closedUntil'), words),
      expectation(values, words),
      'You stay in this conversation; there is no need to write again.',
    );
  },
  estimate: (values, words) => {
    const readyBy = read(values, 'readyBy');
    return paragraphs(
      `We expect to solve ${title(words)} by ${readyBy === null ? 'the time given above' : words.instant(readyBy)}. If that changes, we will tell you.`,
      isSo(values, 'answerAwaited') && ANSWER_AWAITED,
    );
  },
  'decision-awaited': (values, words) => {
    const decisionBy = read(values, 'decisionBy');
    return paragraphs(
      isSo(values, 'again')
        ? `Our management has still to decide on ${requestOf(values)} for ${title(words)}.`
        : `We have asked our management to decide on ${requestOf(values)} for ${title(words)}.`,
      decisionBy !== null &&
        `You can expect the decision by ${words.instant(decisionBy)}. Meanwhile your request goes on.`,
    );
  },
  'decision-late': (values, words) => {
    const promisedBy = read(values, 'promisedBy');
    return `The decision of our management on ${title(words)} takes longer than we said${promisedBy === null ? '' : `: we had promised it by ${words.instant(promisedBy)}`}. We are sorry. They have been reminded, and you will hear as soon as they have decided.`;
  },
  'approval-granted': (values, words) => {
    const amount = readMoney(values, words, 'amount');
    const until = read(values, 'validUntil');
    return paragraphs(
      `Our management has granted ${requestOf(values)}${amount === null ? '' : ` of ${amount} (net)`} for ${title(words)}.`,
      until !== null && `It is valid until ${words.instant(until)}.`,
      amount !== null && 'A credit note follows in this conversation.',
      commented(words),
    );
  },
  'approval-refused': (values, words) =>
    paragraphs(
      `Our management has decided not to grant ${requestOf(values)} for ${title(words)}.`,
      commented(words),
      'If you have questions about this, just answer here.',
    ),
  'approval-withdrawn': (values, words) =>
    `We no longer need our management's decision on ${requestOf(values)} for ${title(words)}. If you have questions about this, just answer here.`,
  'approval-expired': (values, words) =>
    paragraphs(
      `Our management has not decided on ${requestOf(values)} for ${title(words)} in time. We are sorry.`,
      `It is back with ${holder(values, words)}, who will take it up again.`,
    ),
  'approval-expired-note': (values, words) =>
    `Nobody decided on ${requestOf(values)} for ${title(words)} in time, so nothing is granted. ${holder(values, words)}: please ask again, or tell the customer what happens instead.`,
  'credit-note': (values, words) => {
    const [net, vat, gross] = ['net', 'vat', 'gross'].map((key) => readMoney(values, words, key) ?? '');
    return paragraphs(
      `Credit note ${read(values, 'number') ?? ''} for ${title(words)}:`,
      lines(
        `Net: ${net}`,
        `VAT ${readNumber(values, 'percent') ?? 0} % (${read(values, 'country') ?? ''}): ${vat}`,
        `Gross: ${gross}`,
      ),
    );
  },
  'not-carried-out': (values, words) =>
    `Management has granted ${requestOf(values)} for ${title(words)}, but it could not be carried out: ${read(values, 'reason') ?? ''}. ${holder(values, words)}: please see to it, the customer counts on it.`,
  undelivered: (values, words) =>
    `A message of ${title(words)} could not be delivered: ${read(values, 'reason') ?? ''}. ${holder(values, words)}: please reach the customer another way; they have not read it unless they opened the conversation.`,
  'answer-reminder': (values, words) => {
    const closesAt = read(values, 'closesAt');
    return paragraphs(
      `We asked you a question about ${title(words)} and need your answer to go on.`,
      closesAt !== null && `If we don't hear from you, the request closes on ${words.instant(closesAt)}.`,
    );
  },
  'confirmation-wanted': (values, words) => {
    const closesAt = read(values, 'closesAt');
    return paragraphs(
      'Does this solve it? Please confirm, or just answer if it does not, and we go on working on it.',
      closesAt !== null && `If we don't hear from you, the request closes on ${words.instant(closesAt)}.`,
    );
  },
  'confirmation-reminder': (values, words) => {
    const closesAt = read(values, 'closesAt');
    return paragraphs(
      `We sent you a solution for ${title(words)}. Did it help?`,
      closesAt !== null && `If we don't hear from you, the request closes on ${words.instant(closesAt)}.`,
    );
  },
  reopened: (values, words) => {
    const replyBy = read(values, 'replyBy');
    return paragraphs(
      `Your request ${title(words)} is open again, in the same conversation.`,
      replyBy !== null && `One of our support engineers will answer you by ${words.instant(replyBy)}.`,
    );
  },
  closed: (values, words) => {
    const outcome = read(values, 'outcome');
    const reopenUntil = read(values, 'reopenUntil');
    const { story } = words;
    return paragraphs(
      `Your request ${title(words)} is closed${outcome === null ? '' : `: ${OUTCOMES[outcome as keyof OutcomeWords]}`}.`,
      lines(
        `Received: ${words.instant(story.submittedAt)}`,
        story.closedAt !== null && `Closed: ${words.instant(story.closedAt)}`,
        story.helpers.length > 0 && `Helped by: ${story.helpers.join(', ')}`,
      ),
      story.solution !== null && `The solution:\n${story.solution}`,
      `What we promised you:\n${story.promises.map(promiseLine).join('\n')}`,
      reopenUntil !== null &&
        `If it comes back, just answer here until ${words.instant(reopenUntil)}: the same conversation goes on.`,
    );
  },
};

import {
  holder,
  isSo,
  lines,
  paragraphs,
  read,
  readInstant,
  readMoney,
  readNumber,
  readRequest,
  title,
  type Texts,
  type Words,
} from './texts.ts';
import type { TemplateValues } from '../domain/ticket/templates.ts';

/** What is told of management's decisions, and of what became of them. */
export const APPROVAL_TEXTS: Texts<
  | 'decision-awaited'
  | 'decision-late'
  | 'approval-granted'
  | 'approval-refused'
  | 'approval-withdrawn'
  | 'approval-expired'
  | 'approval-expired-note'
  | 'credit-note'
  | 'not-carried-out'
> = {
  'decision-awaited': (values, words) => {
    const { say } = words;
    const by = readInstant(values, words, 'decisionBy');
    return paragraphs(
      say(isSo(values, 'again') ? 'decision-awaited.again' : 'decision-awaited.asked', about(values, words)),
      by !== null && say('decision-awaited.by', { by }),
    );
  },
  'decision-late': (values, words) => {
    const { say } = words;
    const by = readInstant(values, words, 'promisedBy');
    const which = { title: title(words) };
    return by === null ? say('decision-late.than-said', which) : say('decision-late.than-promised', { ...which, by });
  },
  'approval-granted': (values, words) => {
    const { say } = words;
    const amount = readMoney(values, words, 'amount');
    const until = readInstant(values, words, 'validUntil');
    const what = about(values, words);
    return paragraphs(
      amount === null
        ? say('approval-granted.granted', what)
        : say('approval-granted.granted-amount', { ...what, amount }),
      until !== null && say('approval-granted.until', { until }),
      amount !== null && say('approval-granted.credit-note'),
      commented(words),
    );
  },
  'approval-refused': (values, words) =>
    paragraphs(
      words.say('approval-refused.refused', about(values, words)),
      commented(words),
      words.say('approval.questions'),
    ),
  'approval-withdrawn': (values, words) =>
    `${words.say('approval-withdrawn.withdrawn', about(values, words))} ${words.say('approval.questions')}`,
  'approval-expired': (values, words) =>
    paragraphs(
      words.say('approval-expired.expired', about(values, words)),
      words.say('approval-expired.back', { holder: holder(values, words) }),
    ),
  'approval-expired-note': (values, words) =>
    words.say('approval-expired-note.expired', { ...about(values, words), holder: holder(values, words) }),
  'credit-note': (values, words) => {
    const { say } = words;
    const amount = (key: string) => ({ amount: readMoney(values, words, key) ?? '' });
    const tax = { percent: readNumber(values, 'percent') ?? 0, country: read(values, 'country') ?? '' };
    return paragraphs(
      say('credit-note.for', { note: read(values, 'number') ?? '', title: title(words) }),
      lines(
        say('credit-note.net', amount('net')),
        say('credit-note.vat', { ...tax, ...amount('vat') }),
        say('credit-note.gross', amount('gross')),
      ),
    );
  },
  'not-carried-out': (values, words) =>
    words.say('not-carried-out.why', {
      ...about(values, words),
      reason: read(values, 'reason') ?? '',
      holder: holder(values, words),
    }),
};

const about = (values: TemplateValues, words: Words) => ({
  request: readRequest(values, words),
  title: title(words),
});

const commented = ({ say, comment }: Words): string | null =>
  comment === null ? null : say('approval.comment', { comment });

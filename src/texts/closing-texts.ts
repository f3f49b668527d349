import type { Outcome } from '../domain/ticket/ticket.ts';
import { lines, paragraphs, read, readInstant, title, type Compose, type Texts, type Words } from './texts.ts';
import type { TextKey } from './catalogue/catalogue.ts';

/** What customers are told when it is their turn, or their ticket ends. */
export const CLOSING_TEXTS: Texts<
  'answer-reminder' | 'confirmation-wanted' | 'confirmation-reminder' | 'reopened' | 'closed'
> = {
  'answer-reminder': asking((words) => words.say('answer-reminder.asked', { title: title(words) })),
  'confirmation-wanted': asking(({ say }) => say('confirmation-wanted.solved')),
  'confirmation-reminder': asking((words) => words.say('confirmation-reminder.helped', { title: title(words) })),
  reopened: (values, words) => {
    const by = readInstant(values, words, 'replyBy');
    return paragraphs(
      words.say('reopened.again', { title: title(words) }),
      by !== null && words.say('reply-by', { by }),
    );
  },
  closed: (values, words) => {
    const { say, story } = words;
    const outcome = read(values, 'outcome');
    const until = readInstant(values, words, 'reopenUntil');
    const which = { title: title(words) };
    return paragraphs(
      outcome === null
        ? say('closed.closed', which)
        : say('closed.because', { ...which, outcome: say(`closed.outcome.${outcome as Outcome}`) }),
      whatHappened(words),
      story.solution !== null && say('closed.solution', { solution: story.solution }),
      lines(say('closed.promises'), ...story.promises.map((promise) => `- ${promiseLine(promise, words)}`)),
      until !== null && say('closed.reopen-until', { until }),
    );
  },
};

/** A question to the customer, and when the ticket closes without an answer. */
function asking(question: (words: Words) => string): Compose {
  return (values, words) => {
    const at = readInstant(values, words, 'closesAt');
    return paragraphs(question(words), at !== null && words.say('closes-unless', { at }));
  };
}

function whatHappened({ say, instant, story }: Words): string {
  const { submittedAt, closedAt, helpers } = story;
  return lines(
    say('closed.received-at', { at: instant(submittedAt) }),
    closedAt !== null && say('closed.closed-at', { at: instant(closedAt) }),
    helpers.length > 0 && say('closed.helpers', { count: helpers.length, helpers: helpers.join(', ') }),
  );
}

type Tally = Words['story']['promises'][number];

const ENDINGS = {
  kept: 'closed.kept',
  missed: 'closed.missed',
  reestimated: 'closed.reestimated',
  withdrawn: 'closed.not-needed',
} as const satisfies Record<Exclude<keyof Tally, 'kind'>, TextKey>;

function promiseLine(promise: Tally, { say }: Words): string {
  const endings = (['kept', 'missed', 'reestimated', 'withdrawn'] as const)
    .filter((ending) => promise[ending] > 0)
    .map((ending) => say(ENDINGS[ending], { count: promise[ending] }));
  return say('closed.promise', {
    kind: say(`closed.kind.${promise.kind}`),
    endings: endings.length === 0 ? say('closed.open') : endings.join(', '),
  });
}

import type { TemplateValues } from '../domain/ticket/templates.ts';
import { holder, isSo, paragraphs, read, readInstant, title, type Texts, type Words } from './texts.ts';

/** What customers are told while their ticket is worked on. */
export const WORK_TEXTS: Texts<
  'acknowledgement' | 'progress' | 'takes-longer' | 'estimate-wanted' | 'handed-over' | 'estimate' | 'undelivered'
> = {
  acknowledgement: (values, words) => {
    const { say, continues } = words;
    const by = readInstant(values, words, 'replyBy');
    return paragraphs(
      say('acknowledgement.received', { title: title(words) }),
      continues !== null && say('acknowledgement.continues', { number: continues }),
      by !== null && say('reply-by', { by }),
      say('acknowledgement.stays'),
    );
  },
  progress: (values, words) => {
    const { say } = words;
    const since = readInstant(values, words, 'heldSince');
    const resolutionBy = readInstant(values, words, 'resolutionBy');
    const nextUpdateBy = readInstant(values, words, 'nextUpdateBy');
    const who = { holder: holder(values, words) };
    return paragraphs(
      say('progress.owed', { title: title(words) }),
      since === null ? say('progress.with', who) : say('progress.with-since', { ...who, since }),
      resolutionBy !== null && say('progress.resolution-by', { by: resolutionBy }),
      nextUpdateBy !== null && say('progress.next-update-by', { by: nextUpdateBy }),
    );
  },
  'takes-longer': (values, words) => {
    const { say } = words;
    const by = readInstant(values, words, 'promisedBy');
    const which = { title: title(words) };
    return paragraphs(
      by === null ? say('takes-longer.than-said', which) : say('takes-longer.than-promised', { ...which, by }),
      say('takes-longer.stays', { holder: holder(values, words) }),
    );
  },
  'estimate-wanted': (values, words) => {
    const { say } = words;
    const by = readInstant(values, words, 'promisedBy');
    const who = { title: title(words), holder: holder(values, words) };
    return by === null ? say('estimate-wanted.now', who) : say('estimate-wanted.promised', { ...who, by });
  },
  'handed-over': (values, words) => {
    const id = read(values, 'team') ?? '';
    return paragraphs(
      nowWith(id, values, words),
      worksFrom(id, read(values, 'closedUntil'), words),
      expectation(values, words),
      words.say('handed-over.stay'),
    );
  },
  estimate: (values, words) => {
    const { say } = words;
    const by = readInstant(values, words, 'readyBy');
    const which = { title: title(words) };
    return paragraphs(
      by === null ? say('estimate.given-above', which) : say('estimate.by', { ...which, by }),
      isSo(values, 'answerAwaited') && say('answer-awaited'),
    );
  },
  undelivered: (values, words) =>
    words.say('undelivered.why', {
      title: title(words),
      reason: read(values, 'reason') ?? '',
      holder: holder(values, words),
    }),
};

/** Why specialists are needed is no reason to come back from them: that is the agent's to say. */
function nowWith(id: string, values: TemplateValues, words: Words): string {
  const { say } = words;
  const where = { title: title(words), team: words.team(id) };
  if (words.isFirstLine(id)) return say('handed-over.back', where);
  return say('handed-over.on', { ...where, reason: words.reason(read(values, 'reason') ?? '') });
}

function worksFrom(team: string, closedUntil: string | null, words: Words): string {
  const { say } = words;
  if (closedUntil === null) return say('handed-over.at-work');
  const from = words.instant(closedUntil);
  const opening = words.opening(team, closedUntil);
  if (opening === null) return say('handed-over.works-from', { from });
  const { when, city, zone } = opening;
  return say('handed-over.opens', { opening: when, place: city === null ? zone : say('city-time', { city }), from });
}

/** What the customer may expect next: nothing is said that has not been promised. */
function expectation(values: TemplateValues, words: Words): string {
  const { say } = words;
  const resolutionBy = readInstant(values, words, 'resolutionBy');
  const estimateBy = readInstant(values, words, 'estimateBy');
  if (isSo(values, 'answerAwaited')) return say('answer-awaited');
  if (resolutionBy !== null) return say('handed-over.resolution-by', { by: resolutionBy });
  if (estimateBy !== null) return say('handed-over.estimate-by', { by: estimateBy });
  return say('handed-over.nothing-promised');
}

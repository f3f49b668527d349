import { once } from 'node:events';
import { countPastTickets } from '../store/past-tickets.ts';
import { merged, type Answer } from './answer.ts';
import { Desk, type Asked } from './desk.ts';
import type { Helper } from './helper.ts';
import type { Help } from './help.ts';
import { portionsOf, type Portion, type Source } from './portions.ts';

export interface Question extends Asked, Source {
  help: Help;
  /** Told now and then, with how many tickets are done. */
  progress(tickets: number): void;
  /** Ends it at once. */
  stop: AbortSignal;
}

/** What would have become of the promises to past tickets, had another policy held. */
export async function whatIf(question: Question): Promise<Answer> {
  const helpers: Helper[] = [];
  const over = new AbortController();
  try {
    return await Promise.race([answerTo(question, helpers, over.signal), whenStopped(question.stop)]);
  } finally {
    over.abort();
    await Promise.all(helpers.map((helper) => helper.stop()));
  }
}

/** @param helpers those that are started for it */
async function answerTo(question: Question, helpers: Helper[], over: AbortSignal): Promise<Answer> {
  const { store, policy, days, now, check, help, progress } = question;
  const asked: Asked = { policy, days, now, check };
  const wanted = help.wanted(await countPastTickets(store, days));
  over.throwIfAborted();
  while (helpers.length < wanted) helpers.push(help.start(asked));

  const portions = portionsOf(question);
  const answers: Answer[] = [];
  let done = 0;
  /** Whoever is free takes the next portion, so that nobody waits for a slower one. */
  const work = async (study: (portion: Portion) => Promise<Answer>) => {
    for await (const portion of portions) {
      const answer = await study(portion);
      answers[portion.place] = answer;
      progress((done += answer.tickets));
    }
  };
  const desk = new Desk(asked);
  const own = work((portion) => desk.study(portion, over));
  /** A thread that is ready when no portions are left is not waited for. */
  const join = async ({ ready, study }: Helper) => {
    const isNeeded = await Promise.race([ready.then(() => true), own.then(() => false)]);
    if (isNeeded) await work(study);
  };
  await Promise.race([Promise.all([own, ...helpers.map(join)]), ...helpers.map(({ ended }) => ended)]);
  return merged(answers);
}

async function whenStopped(stop: AbortSignal): Promise<never> {
  if (!stop.aborted) await once(stop, 'abort');
  throw stop.reason as Error;
}

import { once } from 'node:events';
import type { Store } from '../store/connect.ts';
import { countPastTickets } from '../store/past-tickets.ts';
import type { PolicyShelf } from '../store/policies.ts';
import { merged, type Answer } from './answer.ts';
import { Desk, type Asked } from './desk.ts';
import { startHelper, type Helper } from './helper.ts';
import { portionsOf, type Portion } from './portions.ts';

export interface Question extends Asked {
  store: Store;
  policies: PolicyShelf;
  /** How many threads help this one with so many tickets. */
  helpers(tickets: number): number;
  /** Told now and then, with how many tickets are done. */
  progress(tickets: number): void;
  /** Ends it at once. */
  stop: AbortSignal;
}

/** What would have become of the promises to past tickets, had another policy held. */
export async function whatIf(question: Question): Promise<Answer> {
  const { store, policy, days, now, check, helpers: helpersFor, progress, stop } = question;
  const asked = { policy, days, now, check };
  const desk = new Desk(asked);
  const helpers: Helper[] = [];
  const over = new AbortController();
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
  try {
    const wanted = helpersFor(await countPastTickets(store, days));
    while (helpers.length < wanted) helpers.push(startHelper(asked));
    await Promise.race([
      Promise.all([
        work((portion) => desk.study(portion, over.signal)),
        ...helpers.map(({ ready, study }) => ready.then(() => work(study))),
      ]),
      ...helpers.map(({ ended }) => ended),
      stopped(stop),
    ]);
    return merged(answers);
  } finally {
    over.abort();
    await Promise.all(helpers.map((helper) => helper.stop()));
  }
}

async function stopped(stop: AbortSignal): Promise<never> {
  if (!stop.aborted) await once(stop, 'abort');
  throw stop.reason as Error;
}

import { msBetween } from '../../domain/calendar/instant.ts';
import { CARLA, SIRI } from '../cast.ts';
import type { Said, Scene } from '../scene.ts';
import { clockTime, span } from '../../timeline/times.ts';

/** What every story begins with. */
export async function acknowledged(scene: Scene): Promise<void> {
  await scene.isAcknowledged();
  const at = scene.acknowledgedAt();
  const { number, submittedAt } = scene.ticket;
  if (at === null) return scene.tell(`It is ticket #${number}; Kept has not got the acknowledgement through yet.`);
  const seconds = (msBetween(submittedAt, at) / 1_000).toFixed(1);
  scene.tell(`It is ticket #${number}; Kept acknowledges it after ${seconds} seconds.`);
}

/** A system administrator begins. A closed team is no obstacle, but the customer was told when it opens. */
export async function siriTakesIt(scene: Scene): Promise<void> {
  const { handOvers, timeZone } = scene.ticket;
  const handOver = handOvers.at(-1);
  if (handOver !== undefined && handOver.worksFrom > handOver.at) {
    const { at, worksFrom } = handOver;
    scene.tell(
      `The system administrators are closed now, and Carla has just been told that they work on it from ` +
        `${clockTime(worksFrom, at, timeZone)}, in ${span(msBetween(at, worksFrom))}.`,
    );
    scene.tell('Siri of the system administrators happens to be there, and takes it all the same.');
  } else {
    scene.tell('The system administrators are open; Siri takes it, with the whole conversation before her.');
  }
  await scene.takes(SIRI, 'take');
}

/** What every story ends with. */
export async function confirmed(scene: Scene, comment: Said): Promise<void> {
  scene.tell('Carla confirms that it is solved; the ticket closes with all details.');
  await scene.takes(CARLA, 'confirmation', { solved: true, comment: scene.say(comment) });
}

import { resolve } from 'node:path';
import { listenForStop } from '../dev/stop-signals.ts';
import { say } from '../dev/progress.ts';
import type { Undo } from '../dev/undo.ts';
import { parseEnvironment } from '../process/environment.ts';
import { readCurrentPolicy } from '../process/policy-file.ts';
import { StartFault } from '../process/start-fault.ts';
import { instantOf } from '../domain/calendar/instant.ts';
import { HELP, readArguments, type Arguments } from './arguments.ts';
import { readStories, storyFiles } from './find-stories.ts';
import { STOPPED } from './exit-code.ts';
import { settingOf } from './play/setting.ts';
import { messageOf, playRound, tell, type Round, type Stand } from './play-round.ts';
import { tryReportFiles } from './report/report-files.ts';
import { Results } from './results.ts';
import { startStoryServers } from './servers/story-servers.ts';
import type { WrittenDown } from './story/read-story.ts';
import { changes, stampsOf, type Stamps } from './watch-files.ts';

/**
 * The whole of `npm run scenario`, from the command line to the exit code.
 * @param undo knows meanwhile what it started
 */
export async function run(args: string[], undo: Undo): Promise<number> {
  try {
    const asked = readArguments(args);
    if (asked.help) {
      console.log(HELP);
      return 0;
    }
    return await readAndPlay(asked, undo);
  } catch (error) {
    tell(messageOf(error));
    return 2;
  }
}

/** Reads first and starts servers then, so that what is wrong with a file shows at once. */
async function readAndPlay(asked: Arguments, undo: Undo): Promise<number> {
  const environment = parseEnvironment();
  const policyFile = asked.policy === undefined ? environment.POLICY_FILE : resolve(asked.policy);
  // Looked at before it is read: what changes while the first round is played is played again.
  const seen = await stampsOf(await watchedFiles(asked, policyFile));
  const first = await read(asked, policyFile);
  if (first.stories.length + first.faults.length === 0) throw new StartFault(nothingToPlay(asked, first.files));
  await tryReportFiles(asked);

  const stop = listenForStop(undo.endAtOnce);
  try {
    const isPlaying = first.stories.length > 0 || asked.watch;
    const servers = isPlaying ? await startStoryServers(environment, stop, undo) : null;
    const stand = { asked, servers, results: new Results(), stop };
    const code = await playRound(first, stand);
    if (!asked.watch || stop.aborted) return code;
    await playChanges(seen, policyFile, stand);
    return STOPPED;
  } catch (error) {
    if (stop.aborted) return STOPPED;
    throw error;
  } finally {
    await undo.all();
  }
}

/** @param among reads only these; otherwise all */
async function read(asked: Arguments, policyFile: string, among?: readonly string[]): Promise<Round> {
  const current = await readCurrentPolicy(policyFile);
  const files = await storyFiles(asked.files);
  const wanted = among === undefined ? files : files.filter((file) => among.includes(file));
  // One whose start has passed, or whose people the policy does not know, is told before anything starts.
  const check = (written: WrittenDown) => void settingOf(written, current.policy, instantOf(Date.now()));
  return { files, current, ...(await readStories(wanted, asked.only, check)) };
}

const watchedFiles = async ({ files }: Arguments, policyFile: string): Promise<string[]> => [
  policyFile,
  ...(await storyFiles(files)),
];

const nothingToPlay = ({ files: named, only }: Arguments, files: readonly string[]): string =>
  files.length === 0
    ? `There are no stories in ${named.join(', ') || 'scenarios/'}: name a file.`
    : `No story fits ${only?.source ?? ''}.`;

/** Plays what is new or changed, and all when the policy is; forgets what is gone. */
async function playChanges(seen: Stamps, policyFile: string, stand: Stand): Promise<void> {
  const { asked, results, stop } = stand;
  say('Watching. Ctrl-C ends it.');
  for await (const changed of changes(seen, () => watchedFiles(asked, policyFile), stop)) {
    try {
      const round = await read(asked, policyFile, changed.includes(policyFile) ? undefined : changed);
      changed.forEach((file) => results.forget(file));
      await playRound(round, stand);
    } catch (error) {
      tell(messageOf(error));
    }
  }
}

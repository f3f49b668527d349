import { availableParallelism } from 'node:os';
import { say } from '../dev/progress.ts';
import type { CurrentPolicy } from '../api/dependencies.ts';
import { layOut } from '../timeline/lay-out.ts';
import type { Line } from '../timeline/line.ts';
import { terminal } from '../timeline/terminal.ts';
import { visible } from '../timeline/visible.ts';
import type { Arguments } from './arguments.ts';
import { coverageLines, untouched } from './coverage.ts';
import { exitCode, STOPPED } from './exit-code.ts';
import type { Reading } from './find-stories.ts';
import { inLanes } from './lanes.ts';
import { playStory } from './play/play-story.ts';
import type { Played } from './played.ts';
import { json } from './report/json.ts';
import { writeReportFiles } from './report/report-files.ts';
import { storyLines, summary } from './report/text.ts';
import type { Results } from './results.ts';
import type { WrittenDown } from './story/read-story.ts';
import { losesWorker } from './story/story.ts';
import type { WorldServers } from './world/time-skipping-world.ts';

const MOST_LANES = 4;

/** A story waits for its servers now and then; another one makes use of that. */
const lanesByDefault = (): number => Math.min(MOST_LANES, availableParallelism() + 1);

/** What a round of stories is played with. */
export interface Stand {
  asked: Arguments;
  /** None where no story could be read. */
  servers: WorldServers | null;
  results: Results;
  stop: AbortSignal;
}

/** Of what stories were asked for: files whose results are reported, what of them is played now, and under what policy. */
export interface Round extends Reading {
  files: readonly string[];
  current: CurrentPolicy;
}

/** Plays stories, says how it went, writes what was asked for of all results, and gives the exit code. */
export async function playRound(round: Round, { asked, servers, results, stop }: Stand): Promise<number> {
  const { current, stories, faults } = round;
  const { lanes = lanesByDefault(), brief } = asked;
  const screen = terminal();
  const show = (lines: Line[]) => {
    for (const row of asked.json ? [] : layOut(lines, screen)) screen.print(row);
  };
  const noteBroken = (file: string, message: string, words = message) => {
    results.note({ file, message });
    tell(words);
  };
  for (const { file, message } of faults) noteBroken(file, message);

  const began = performance.now();
  const play = async (written: WrittenDown, on: WorldServers): Promise<Played | null> => {
    try {
      const played = await playStory(written, on, current);
      results.note(played);
      show(storyLines(played, { brief }));
      return played;
    } catch (error) {
      const message = messageOf(error);
      noteBroken(written.file, message, `${written.file} could not be played: ${message}`);
      return null;
    }
  };
  const queue = lanes > 1 ? withoutWorkerFirst(stories) : stories;
  const tried = servers === null ? [] : await inLanes(queue, lanes, stop, (written) => play(written, servers));
  const played = tried.filter((one) => one !== null);
  // Of stories that were not played nobody can tell what they show.
  const coverage = asked.coverage && !stop.aborted;
  const broken = faults.length + tried.length - played.length;
  // In a round for what is gone there is nothing to sum up but its reports.
  if (played.length + broken > 0) show(summary(played, broken, performance.now() - began));
  if (tried.length < queue.length) tell(`Stopped: ${queue.length - tried.length} of them were not played.`);

  const all = results.inOrderOf(round.files);
  const unwritten = await writeReportFiles(asked, { ...all, policy: current.policy });
  const gaps = untouched(all.played);
  if (coverage) show(coverageLines(gaps));
  if (asked.json)
    screen.print(json({ stories: all.played, broken: all.broken, ...(coverage ? { untouched: gaps } : {}) }));
  unwritten.forEach(tell);
  if (stop.aborted) return STOPPED;
  return exitCode({
    unreadable: faults.length + unwritten.length > 0,
    failed: broken > 0 || played.some(({ failures }) => failures.length > 0),
    untouched: coverage ? gaps : null,
  });
}

/** Begun last, one of these would be waited for when all others have ended. */
const withoutWorkerFirst = (stories: readonly WrittenDown[]): WrittenDown[] =>
  [...stories].sort((one, other) => Number(losesWorker(other.story)) - Number(losesWorker(one.story)));

/** What went wrong may hold what is written in a story. */
export const tell = (message: string): void => say(visible(message));

/** With what it came from: "the database could not be migrated" alone helps nobody. */
export const messageOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
};

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { historyFromJSON, historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { WorkflowHandle } from '@temporalio/client';
import { PROJECT_ROOT } from '../../src/process/environment.ts';

export type History = Awaited<ReturnType<WorkflowHandle['fetchHistory']>>;

const DIRECTORY = join(PROJECT_ROOT, 'test/replay/histories');

/** Set by `npm run record-histories`: the lives that are played are also stored, for later code to replay. */
const isRecording = process.env['KEPT_RECORD_HISTORIES'] !== undefined;

/** Keeps a history under the behaviour it shows and the version of the code that made it, when recording. */
export function keepHistory(name: string, history: History): void {
  if (isRecording) writeFileSync(join(DIRECTORY, `${name}.json`), `${historyToJSON(history)}\n`);
}

export const storedHistories = () =>
  readdirSync(DIRECTORY)
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      workflowId: file.replace(/\.json$/, ''),
      history: historyFromJSON(JSON.parse(readFileSync(join(DIRECTORY, file), 'utf8'))),
    }));

import { execFile, type ChildProcess } from 'node:child_process';
import { createUndo } from '../../../src/dev/undo.ts';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';
import { run } from '../../../src/what-if/run.ts';
import { commandHere, type Ended } from '../../support/npm/command-here.ts';

/** `npm run what-if` with these settings, to its end. */
export const whatIfCommand = (settings: Record<string, string>, ...args: string[]): Promise<Ended> =>
  commandHere(() => run(args, createUndo(), new AbortController().signal), settings);

/** The same as a process of its own, handed over as it starts. */
export const startWhatIf = (
  started: (child: ChildProcess) => void,
  settings: Record<string, string>,
  ...args: string[]
): Promise<Ended> =>
  new Promise((resolve) => {
    const command = ['--import', 'tsx', 'src/what-if/main.ts', ...args];
    const options = { cwd: PROJECT_ROOT, env: { ...process.env, ...settings }, maxBuffer: 2 ** 28 };
    const child = execFile(process.execPath, command, options, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code), out, err });
    });
    started(child);
  });

import { execFile, type ChildProcess } from 'node:child_process';
import { PROJECT_ROOT } from '../../../src/process/environment.ts';

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** `npm run what-if`, as a process of its own, to its end. */
export const whatIfCommand = (settings: Record<string, string>, ...args: string[]): Promise<Ended> =>
  startWhatIf(() => undefined, settings, ...args);

/** The same, handed over as it starts. */
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

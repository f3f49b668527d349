import { createUndo } from '../dev/undo.ts';
import { run } from './run.ts';

const undo = createUndo();

// A reader that has seen enough, such as head, is no fault, and nobody is left to wait for.
process.stdout.once('error', ({ code }: NodeJS.ErrnoException) => {
  undo.endAtOnce();
  process.exit(code === 'EPIPE' ? 0 : 1);
});

process.exitCode = await run(process.argv.slice(2), undo);

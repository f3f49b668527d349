import { listenForStop } from '../dev/stop-signals.ts';
import { createUndo } from '../dev/undo.ts';
import { run } from './run.ts';

const undo = createUndo();

// A reader that has seen enough, such as head, is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1));

process.exitCode = await run(process.argv.slice(2), undo, listenForStop(undo.endAtOnce));

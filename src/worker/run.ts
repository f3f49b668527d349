import { runProcess } from '../run-process.ts';
import { startWorker } from './main.ts';

await runProcess(startWorker);

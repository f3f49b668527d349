import { runProcess } from '../process/run-process.ts';
import { startWorker } from './main.ts';

await runProcess((environment) => startWorker(environment));

import { parentPort, workerData } from 'node:worker_threads';
import { Desk, type Asked } from './desk.ts';
import type { Portion } from './portions.ts';

const desk = new Desk(workerData as Asked);

/** What it fails by ends the thread, and whoever started it hears of that. */
const fail = (error: unknown) =>
  setImmediate(() => {
    throw error;
  });

parentPort?.on('message', (portion: Portion) => {
  void desk.study(portion).then((answer) => parentPort?.postMessage(answer), fail);
});
parentPort?.postMessage('ready');

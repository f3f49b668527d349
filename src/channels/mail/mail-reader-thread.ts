import { parentPort } from 'node:worker_threads';
import type { Answer } from './mail-reader.ts';
import { readMail } from './read-mail.ts';

/** Answers each mail with what is in it, or with why it cannot be read. */
parentPort?.on('message', ({ buffer, byteOffset, byteLength }: Uint8Array<ArrayBuffer>) => {
  void readMail(Buffer.from(buffer, byteOffset, byteLength))
    .then((mail) => ({ mail }))
    .catch((error: unknown) => ({ complaint: String(error) }))
    .then((answer: Answer) => parentPort?.postMessage(answer));
});
parentPort?.postMessage('ready');

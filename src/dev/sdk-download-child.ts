import { TestWorkflowEnvironment } from '@temporalio/testing';

/**
 * Makes the SDK download one of its servers into a directory. It only does so on the way to starting one, and can't be
 * interrupted, so this runs as a process of its own: `sdk-download.ts` watches it and ends it when nothing arrives.
 */
const [server, downloadDir] = process.argv.slice(2) as ['temporal-cli' | 'time-skipping-server', string];
const options = { server: { executable: { type: 'cached-download', downloadDir } } } as const;
const started =
  server === 'temporal-cli'
    ? await TestWorkflowEnvironment.createLocal(options)
    : await TestWorkflowEnvironment.createTimeSkipping(options);
await started.teardown();

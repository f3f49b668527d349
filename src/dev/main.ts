import { run } from './run.ts';

process.exitCode = await run(process.argv.slice(2), async () => {
  // Loaded late: help and a broken environment should not wait for the SDK.
  const [{ readCurrentPolicy }, { migrateToLatest }, { bundleWorkflows }, { takeOver }, { startWorker }, { startApi }] =
    await Promise.all([
      import('../process/policy-file.ts'),
      import('../store/migrate.ts'),
      import('../worker/workflow-bundle.ts'),
      import('./take-over.ts'),
      import('../worker/main.ts'),
      import('../api/main.ts'),
    ]);
  return {
    readPolicy: readCurrentPolicy,
    migrate: migrateToLatest,
    bundleWorkflows,
    carryOver: takeOver,
    startWorker,
    startApi,
  };
});
// Whatever still holds the event loop, everything that had to be stopped has been.
process.exit();

import { migrateToLatest } from '../store/migrate.ts';
import { runProcess } from '../process/run-process.ts';
import { startApi } from './main.ts';

await runProcess(async (environment) => {
  if (environment.DATABASE_URL !== undefined) await migrateToLatest(environment.DATABASE_URL);
  return startApi(environment);
});

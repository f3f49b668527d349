import { migrateToLatest } from '../store/migrate.ts';
import { runProcess } from '../process/run-process.ts';
import { requireSignIn } from '../process/sign-in.ts';
import { startApi } from './main.ts';

await runProcess(async (environment) => {
  // Whoever may not start leaves the database as it is.
  requireSignIn(environment);
  if (environment.DATABASE_URL !== undefined) await migrateToLatest(environment.DATABASE_URL);
  return startApi(environment);
});

/** Node's and PostgreSQL's own words for a server that is not there, is going, or is not ready yet. */
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08001',
  '08003',
  '08006',
  '53300',
]);

/** pg says these without a code. */
const MESSAGES =
  /^(Query read timeout|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a statement failed because PostgreSQL is away, rather than because it was wrong. */
export const isDatabaseAway = (error: unknown): boolean =>
  error instanceof Error &&
  (CODES.has(String((error as { code?: unknown }).code)) ||
    MESSAGES.test(error.message) ||
    (error instanceof AggregateError && error.errors.some(isDatabaseAway)));

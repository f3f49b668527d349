/** Node's and PostgreSQL's own words for a server that is not there, is going, or is not ready yet. */
const CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNABORTED',
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
  // A statement, or a transaction, that the server gave up waiting for.
  '57014',
  '25P03',
]);

/** pg says these without a code. */
const MESSAGES =
  /^(Query read timeout|Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a statement failed because PostgreSQL is away, rather than because it was wrong. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown };
  return (
    CODES.has(String(code)) ||
    MESSAGES.test(String(message)) ||
    // A host with several addresses fails with one error for each.
    (Array.isArray(errors) && errors.some(isDatabaseAway))
  );
}

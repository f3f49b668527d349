/**
 * Staff's deeds happen by the workflow's clock, customers' words by the API's that took them: they differ by milliseconds, and
 * so does the time-skipping server's own from one question to the next.
 */
const CLOCKS_DIFFER_MS = 50;

/** The instants that go back. */
export const goingBack = (instants: readonly string[]): string[] =>
  instants.filter((at, index) => Date.parse(at) < Date.parse(instants[index - 1] ?? at) - CLOCKS_DIFFER_MS);

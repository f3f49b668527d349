/** So that the same lives are lived each time; `KEPT_SEED` has others lived. */
const USUAL_SEED = 20310609;

/** @throws Error when KEPT_SEED is no whole number of 32 bits */
export function seedOfRun(text = process.env['KEPT_SEED']): number {
  if (text === undefined || text === '') return USUAL_SEED;
  const seed = Number(text);
  if (/^\d+$/.test(text) && seed < 2 ** 31) return seed;
  throw new Error(`KEPT_SEED is a whole number below ${2 ** 31}, not ${text}`);
}

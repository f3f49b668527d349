import { UngrantableError } from './ungrantable.ts';

/** Percents have two decimals: this many parts make the whole. */
const WHOLE = 10_000n;

/**
 * VAT on a net amount, rounded half up to the minor unit.
 * @param netMinor minor units (cents), none or more
 * @param percent 0 to 100 with at most two decimals
 * @throws UngrantableError for anything else, and for a gross amount that a number doesn't hold exactly
 */
export function vatOn(netMinor: number, percent: number): { vat: number; gross: number } {
  if (!Number.isSafeInteger(netMinor) || netMinor < 0) {
    throw new UngrantableError('impossible-amount', `${netMinor} is not an amount in whole minor units`);
  }
  const net = BigInt(netMinor);
  const vat = (net * hundredthsOf(percent) + WHOLE / 2n) / WHOLE;
  const gross = Number(net + vat);
  if (!Number.isSafeInteger(gross)) {
    throw new UngrantableError('impossible-amount', `${netMinor} with ${percent} % of VAT is more than can be counted`);
  }
  return { vat: Number(vat), gross };
}

/** 22.5 is 2250, though 100 times a decimal fraction is often a little off. */
function hundredthsOf(percent: number): bigint {
  const hundredths = Math.round(percent * 100);
  if (percent >= 0 && percent <= 100 && hundredths / 100 === percent) return BigInt(hundredths);
  throw new UngrantableError('impossible-percent', `${percent} is not a percentage with at most two decimals`);
}

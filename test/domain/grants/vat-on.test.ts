import fc from 'fast-check';
import { vatOn } from '../../../src/domain/grants/vat-on.ts';

const LARGEST = Number.MAX_SAFE_INTEGER;

describe('VAT on a net amount', () => {
  test.each<[net: number, percent: number, vat: number]>([
    [100_00, 22, 22_00],
    [0, 22, 0],
    [100_00, 0, 0],
    // 21 % of 1 cent is 0.21; of 2 it is 0.42; of 3 it is 0.63.
    [1, 21, 0],
    [2, 21, 0],
    [3, 21, 1],
    // Exact halves go up, and nothing below does.
    [50, 19, 10],
    [150, 19, 29],
    [10, 25, 3],
    [2, 25, 1],
    [1, 49.99, 0],
    [1, 50, 1],
    [1, 50.01, 1],
    // Two decimals: 5.5 % of 100 is 5.5, 0.01 % of 5,000 is 0.5.
    [100, 5.5, 6],
    [5_000, 0.01, 1],
    [4_999, 0.01, 0],
    // As floats these come out wrong: 1.15 * 100 is 114.99…, and 8.15 % of 1,000 falls below its half.
    [10_000, 1.15, 115],
    [1_000, 8.15, 82],
    [1_000, 8.25, 83],
    [10_000, 0.29, 29],
    // More than 53 bits on the way.
    [7_000_000_000_000_001, 22, 1_540_000_000_000_000],
    [7_000_000_000_000_003, 25, 1_750_000_000_000_001],
    [LARGEST, 0, 0],
    [12_345, 100, 12_345],
  ])('of %d at %d %%: %d', (net, percent, vat) => {
    expect(vatOn(net, percent)).toEqual({ vat, gross: net + vat });
  });

  test('is within half a unit of the exact amount, above it when it is exactly half', () => {
    const percents = fc.integer({ min: 0, max: 10_000 });
    const nets = fc.integer({ min: 0, max: 2 ** 52 });
    fc.assert(
      fc.property(nets, percents, (net, hundredths) => {
        fc.pre(BigInt(net) * BigInt(10_000 + hundredths) <= BigInt(LARGEST) * 10_000n);
        const { vat, gross } = vatOn(net, hundredths / 100);
        const above = BigInt(vat) * 10_000n - BigInt(net) * BigInt(hundredths);
        return above > -5_000n && above <= 5_000n && BigInt(gross) === BigInt(net) + BigInt(vat);
      }),
    );
  });

  test.each([-1, 0.5, 1.000_1, Number.NaN, Infinity, LARGEST + 1])('%d is no amount', (net) => {
    expect(() => vatOn(net, 22)).toThrow(expect.objectContaining({ code: 'impossible-amount' }));
  });

  test('a gross amount that a number does not hold is refused', () => {
    expect(() => vatOn(LARGEST, 1)).toThrow(expect.objectContaining({ code: 'impossible-amount' }));
  });

  test.each([-1, 100.01, 22.005, Number.NaN, Infinity])('%d %% is no percentage', (percent) => {
    expect(() => vatOn(100, percent)).toThrow(expect.objectContaining({ code: 'impossible-percent' }));
  });
});

import { placeLabels } from '../../../src/scenarios/report/html/place-labels.ts';

const place = (...labels: [text: string, x: number][]) =>
  placeLabels(
    labels.map(([text, x]) => ({ text, x })),
    100,
    (text) => text.length * 10,
  ).map(({ text, x, row }) => [text, x, row]);

test('texts with room between them share a row', () => {
  expect(place(['aaa', 0], ['bbb', 50])).toEqual([
    ['aaa', 0, 0],
    ['bbb', 50, 0],
  ]);
});

test('one that would run into another goes to the next row, as many as it takes', () => {
  expect(place(['aaa', 0], ['bbb', 0], ['ccc', 5], ['d', 60])).toEqual([
    ['aaa', 0, 0],
    ['bbb', 0, 1],
    ['ccc', 5, 2],
    ['d', 60, 0],
  ]);
});

test('one that would stick out goes to the left', () => {
  expect(place(['aaa', 95])).toEqual([['aaa', 70, 0]]);
});

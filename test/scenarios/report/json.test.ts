import { json } from '../../../src/scenarios/report/json.ts';

test('no control character reaches a terminal, and what is read is what was written', () => {
  const value = { name: 'a\u0000\u001b[31m\u007f\u009b2J\n\tè' };
  expect(json(value)).not.toMatch(/[^\P{Cc}\n]/u);
  expect(JSON.parse(json(value))).toEqual(value);
});

import { setImmediate as turn } from 'node:timers/promises';
import { mailAddress } from '../../src/channels/mail/mail-address.ts';

describe('An e-mail address', () => {
  test.each([
    ['anna@example.com', 'anna@example.com'],
    [' Anna.Verdi+shop@Example.COM ', 'anna.verdi+shop@example.com'],
    ['jörg@bücher.example', 'jörg@xn--bcher-kva.example'],
    ['用户@例子.公司', '用户@xn--fsqu00a.xn--55qx5d'],
    ["o'neil@example.ie", "o'neil@example.ie"],
  ])('%s is %s', (text, address) => {
    expect(mailAddress(text)).toBe(address);
  });

  test.each([
    '',
    'anna',
    '@example.com',
    'anna@',
    'anna@localhost',
    'anna@example..com',
    '.anna@example.com',
    'an na@example.com',
    'anna@exa mple.com',
    'anna@example.com\r\nBcc: all@example.com',
    'anna@example.com, bob@example.com',
    '"a b"@example.com',
    'a<b@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(63)}.${'c'.repeat(200)}.com`,
  ])('%j is none', (text) => {
    expect(mailAddress(text)).toBeNull();
  });

  test('is not looked into when it is far too long: each of these would take seconds to be written as DNS has it', async () => {
    const letters = Array.from({ length: 160_000 }, (_, n) => String.fromCodePoint(0x4e00 + (n % 20_000)));
    for (let n = 0; n < 50; n += 1) {
      expect(mailAddress(`a@${letters.join('')}${n}.com`)).toBeNull();
      await turn();
    }
  });
});

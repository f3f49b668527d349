/** Texts from all over the world, and from those who try things: all of them are text, and must come back as they went. */
export const LAWFUL_TEXTS = [
  'x',
  '  surrounded by spaces  ',
  '👩‍👩‍👧‍👦 🇮🇹 and 🧑🏽‍💻',
  'שלום — كيف حالك؟ \u202Eright to left\u202C',
  'Ａ word of Zürich, ﷽, 漢字かな交じり, ไทยไม่มีช่องว่าง',
  'Z̸̢̛̮͕a̵̡͓̐l̷̨̪͒g̶̱͋o̴̰̒',
  'Donaudampfschifffahrt'.repeat(20),
  "Robert'); drop table tickets;--",
  '<script>alert(1)</script> {{constructor}} ${jndi:ldap://x}',
  '%s %d %n \\u0000 \\',
  'null',
  '\u0001\u007F\u200B\uFEFF\uFFFD',
];

/** What is no text: each with its name. */
export const UNLAWFUL_TEXTS: [name: string, value: unknown][] = [
  ['missing', undefined],
  ['null', null],
  ['a number', 7],
  ['a list', ['x']],
  ['an object', { toString: 'x' }],
  ['empty', ''],
  ['blank', ' \t\u00A0\u2003 '],
  ['NUL', 'a\u0000b'],
  ['half a character', 'a\uD83D'],
  ['the other half', '\uDE00a'],
];

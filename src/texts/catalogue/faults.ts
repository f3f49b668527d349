import { argumentsIn } from './arguments-in.ts';

type Words = Readonly<Record<string, string>>;

/** What is wrong with a language's texts, measured by those of English: each fault with its key. */
export function faultsOf(words: Words, english: Words): string[] {
  const missing = Object.keys(english).filter((key) => !Object.hasOwn(words, key));
  const faults = Object.entries(words).map(([key, text]) => {
    const fault = faultOf(text, english[key]);
    return fault === null ? [] : `${key}: ${fault}`;
  });
  return [...missing.map((key) => `${key}: is missing`), ...faults.flat()];
}

function faultOf(text: string, english: string | undefined): string | null {
  if (english === undefined) return 'English has no such text';
  if (text.trim() === '') return 'says nothing';
  try {
    const [given, expected] = [described(text), described(english)];
    return given === expected ? null : `expected the arguments ${expected}, got ${given}`;
  } catch (error) {
    return `is no ICU message: ${(error as Error).message}`;
  }
}

/** One language may need a plural where another formats a number: to both a number is given. */
function described(text: string): string {
  const found = [...argumentsIn(text)].map(([name, kind]) => `${name} (${kind})`);
  return found.length === 0 ? 'none' : found.sort().join(', ');
}

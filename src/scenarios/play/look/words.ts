import type { Expectation } from '../../story/expectation.ts';
import { unknownTeam, type Seen } from './seen.ts';

type Wanted = Pick<Extract<Expectation, { type: 'customer-told' }>, 'pattern' | 'times'>;

/** What the customer reads that they did not write. */
export function customerTold(expected: Extract<Expectation, { type: 'customer-told' }>, seen: Seen): string | null {
  const { messages, mails } = seen.record;
  if (!expected.byMail) {
    const others = messages.filter(({ author }) => author.role !== 'customer').map(({ body }) => body);
    return counted(expected, others, 'messages');
  }
  if (mails === null) return 'no mail reaches this customer: nobody knows their address';
  const texts = mails.map(({ subject, text }) => `${subject}\n${text}`);
  return counted(expected, texts, 'mails');
}

export function teamReads(expected: Extract<Expectation, { type: 'team-reads' }>, seen: Seen): string | null {
  const unknown = unknownTeam(expected.team, seen);
  if (unknown !== null) return unknown;
  if (seen.readByTeam === null) return `${expected.team} may not read this ticket`;
  return counted(
    expected,
    seen.readByTeam.map(({ body }) => body),
    'messages',
  );
}

function counted({ pattern, times }: Wanted, texts: readonly string[], way: string): string | null {
  const count = texts.filter((text) => pattern.test(text)).length;
  if (times === null ? count > 0 : count === times) return null;
  const shown = texts.map((text) => `\n  ${pattern.test(text) ? '✓' : ' '} “${excerpt(text, pattern)}”`).join('');
  return `${count} of ${texts.length} ${way} say so${shown === '' ? '' : ':'}${shown}`;
}

/** Of most messages all, so that what was to be found is seen to be otherwise. */
const LONGEST_QUOTE = 1_000;
const BEFORE_MATCH = 200;

/** A message in one line; of a long one the part in which the pattern is found, else its beginning. */
function excerpt(text: string, pattern: RegExp): string {
  const from = text.length <= LONGEST_QUOTE ? 0 : Math.max(0, text.search(pattern) - BEFORE_MATCH);
  const part = text
    .slice(from, from + LONGEST_QUOTE)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${from > 0 ? '…' : ''}${part}${from + LONGEST_QUOTE < text.length ? '…' : ''}`;
}

import EmailParser from 'email-reply-parser/lib/parser/emailparser.js';

/** The longest line, or two or three of them, that says who wrote what follows, or begins a signature. */
const MAX_LENGTH = 300;
const MAX_LINES = 3;
/** How a line ends that says who wrote what follows. */
const ENDING = /(?:[:：>\])-]|wrote|écrit|escribió|scritto|escreveu)$/;

/**
 * Its patterns look through all that follows, from each place where they may begin, so that they take time that grows with
 * the cube of a text. Here they see a few lines, and none that is too long.
 */
export class QuoteFinder extends EmailParser {
  override isQuoteHeader(line: string): boolean {
    return line.length <= MAX_LENGTH && super.isQuoteHeader(line);
  }

  override isSignature(line: string): boolean {
    return line.length <= MAX_LENGTH && super.isSignature(line);
  }

  override isQuote(line: string): boolean {
    return line.endsWith('>');
  }

  /** Puts what says who wrote what follows on one line, where a mail client has broken it. */
  override fixBrokenSignatures(text: string): string {
    const lines = text.split('\n');
    const fixed: string[] = [];
    for (let at = 0; at < lines.length;) {
      const count = this.brokenHeaderAt(lines, at);
      fixed.push(lines.slice(at, at + count).join(' '));
      at += count;
    }
    return fixed.join('\n');
  }

  /** @returns of how many lines; 1 where nothing is broken */
  private brokenHeaderAt(lines: string[], at: number): number {
    for (let count = 2; count <= MAX_LINES; count += 1) {
      const some = lines.slice(at, at + count).join('\n');
      if (some.length > MAX_LENGTH) break;
      if (ENDING.test(some) && this.isBroken(some)) return count;
    }
    return 1;
  }

  private isBroken(some: string): boolean {
    return this.getQuoteHeadersRegex().some((pattern) => {
      const [all = '', header = ''] = pattern.exec(some) ?? [];
      return all.length === some.length && header.includes('\n');
    });
  }
}

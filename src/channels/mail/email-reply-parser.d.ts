/** As far as we use it; the package has no types of its own. */
declare module 'email-reply-parser/lib/parser/emailparser.js' {
  interface Fragment {
    getContent(): string;
    isHidden(): boolean;
  }
  /** Lines are given as it looks at them: backwards. */
  class EmailParser {
    parse(text: string): { getFragments(): Fragment[] };
    getQuoteHeadersRegex(): RegExp[];
    fixBrokenSignatures(text: string): string;
    isQuoteHeader(line: string): boolean;
    isSignature(line: string): boolean;
    isQuote(line: string): boolean;
  }
  export = EmailParser;
}

/** As far as we use it; the package has no types of its own. */
declare module 'email-reply-parser' {
  interface Fragment {
    getContent(): string;
    isHidden(): boolean;
  }
  class EmailReplyParser {
    read(text: string): { getFragments(): Fragment[] };
  }
  export = EmailReplyParser;
}

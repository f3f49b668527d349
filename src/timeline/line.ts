/** What a line is, whatever colours a terminal has for it. */
export type Style = 'heading' | 'phase' | 'plain' | 'good' | 'bad' | 'quiet';

/** A line before it is wrapped. */
export interface Line {
  /** Before the text, on its first row; rows after that are indented as far, with the same `│`. */
  lead: string;
  text: string;
  style: Style;
  /** Rows beyond this are left out, and counted. */
  maxRows?: number;
}

export const line = (text: string, style: Style = 'plain', lead = ''): Line => ({ lead, text, style });

export const EMPTY: Line = line('');

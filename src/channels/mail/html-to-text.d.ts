/** As far as we use it; the package has no types of its own. */
declare module 'html-to-text' {
  export interface Element {
    name?: string;
    /** Of what is a text, and no element. */
    data?: string;
    parent?: Element | null;
    children?: Element[];
  }
  export type Walk = (elements: Element[] | undefined, builder: Builder) => void;
  export interface Builder {
    openBlock(options: { leadingLineBreaks?: number; reservedLineLength?: number }): void;
    closeBlock(options: { trailingLineBreaks?: number; blockTransform?: (text: string) => string }): void;
    openList(options: { leadingLineBreaks?: number; maxPrefixLength?: number; interRowLineBreaks?: number }): void;
    openListItem(options: { prefix: string }): void;
    closeListItem(): void;
    closeList(options: { trailingLineBreaks?: number }): void;
  }
  export type Formatter = (element: Element, walk: Walk, builder: Builder) => void;
  export function convert(
    html: string,
    options: {
      formatters: Record<string, Formatter>;
      selectors: { selector: string; format: string }[];
      limits: { maxDepth: number };
    },
  ): string;
}

/** Markup that may be sent as it is. */
export class Html {
  constructor(readonly markup: string) {}
}

type Value = Html | string | number | null | Value[];

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

function markupOf(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.markup;
  return Array.isArray(value) ? value.map(markupOf).join('') : escaped(String(value));
}

/** Markup with values in it. Whatever isn't markup itself is text, and escaped; attributes must be in double quotes. */
export const html = (strings: TemplateStringsArray, ...values: Value[]): Html =>
  new Html(strings.reduce((markup, text, index) => markup + markupOf(values[index - 1] ?? null) + text));

import { convert, type Builder, type Element, type Formatter, type Walk } from 'html-to-text';

/** HTML beyond these is not laid out, which would take long: its words alone are taken. */
const MAX_HTML_LENGTH = 500_000;
const MAX_DEPTH = 200;
/** Each quote or list in another indents all of its lines once more; further ones stay where they are. */
const MAX_INDENTS = 8;

/** What somebody would read, quotes marked as mail marks them. */
export function textOfHtml(html: string): string {
  if (html.length > MAX_HTML_LENGTH || isDeeperThan(MAX_DEPTH, html)) return wordsOf(html);
  try {
    return convert(html, {
      formatters: indentedUpTo(MAX_INDENTS),
      selectors: [
        { selector: 'blockquote', format: 'quote' },
        { selector: 'ul', format: 'list' },
        { selector: 'ol', format: 'numbered' },
      ],
      limits: { maxDepth: 2 * MAX_DEPTH },
    });
  } catch {
    return wordsOf(html);
  }
}

function indentedUpTo(most: number): Record<string, Formatter> {
  let indents = 0;
  const indented =
    (format: Formatter): Formatter =>
    (element, walk, builder) => {
      if (indents === most) return block(element, walk, builder);
      indents += 1;
      format(element, walk, builder);
      indents -= 1;
    };
  return {
    quote: indented(quote),
    list: indented((...given) => list(...given, () => ' * ')),
    numbered: indented((...given) => list(...given, (index) => ` ${index + 1}. `)),
  };
}

const block: Formatter = ({ children }, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 1 });
  walk(children, builder);
  builder.closeBlock({ trailingLineBreaks: 1 });
};

const quote: Formatter = ({ children }, walk, builder) => {
  builder.openBlock({ leadingLineBreaks: 2, reservedLineLength: 2 });
  walk(children, builder);
  builder.closeBlock({
    trailingLineBreaks: 2,
    blockTransform: (text) =>
      text
        .trim()
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n'),
  });
};

function list(
  { children = [], parent }: Element,
  walk: Walk,
  builder: Builder,
  prefixOf: (index: number) => string,
): void {
  const items = children.filter(({ data }) => data === undefined || data.trim() !== '');
  if (items.length === 0) return;
  const lineBreaks = parent?.name === 'li' ? 1 : 2;
  builder.openList({
    leadingLineBreaks: lineBreaks,
    maxPrefixLength: prefixOf(items.length - 1).length,
    interRowLineBreaks: 1,
  });
  for (const [index, item] of items.entries()) {
    builder.openListItem({ prefix: item.name === 'li' ? prefixOf(index) : '' });
    walk([item], builder);
    builder.closeListItem();
  }
  builder.closeList({ trailingLineBreaks: lineBreaks });
}

/** Elements that hold nothing, or that end where the next one begins. */
const FLAT =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|p|li|dt|dd|option|tr|td|th|thead|tbody|tfoot)$/;

/** Reading takes time that grows with the square of the depth. */
function isDeeperThan(most: number, html: string): boolean {
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9:-]{0,30})/gi)) {
    if (FLAT.test(name.toLowerCase())) continue;
    depth = slash === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > most) return true;
  }
  return false;
}

/** What stands between the tags. */
const wordsOf = (html: string): string =>
  html
    .split('<')
    .map((part) => (/^(style|script|title)\b/i.test(part) ? '' : part.slice(part.indexOf('>') + 1)))
    .join(' ')
    .replaceAll('&nbsp;', ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .trim();

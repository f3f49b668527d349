import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit, type Document, type ParsedNode } from 'yaml';
import { inconsistencies } from './consistency.ts';
import { faultsIn, knownKeys } from './faults.ts';
import { Story } from './story.ts';

/** A story and where it is written. */
export interface WrittenDown {
  file: string;
  story: Story;
  /** The line of a part, by its path in the YAML: `['steps', 3, 'expect', 0]`. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** A story that cannot be played, with every fault's file, line and path. */
export class StoryFault extends Error {
  constructor(
    readonly file: string,
    readonly faults: readonly { line: number; path: string; message: string }[],
  ) {
    super(
      faults
        .map(({ line, path, message }) => `${file}:${line}${path === '' ? '' : `  ${path}`}: ${message}`)
        .join('\n'),
    );
    this.name = 'StoryFault';
  }
}

/** @throws StoryFault */
export function readStory(file: string, text: string): WrittenDown {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true });
  const at = (offset: number, message: string) => ({ line: lines.linePos(offset).line, path: '', message });
  const broken = [
    ...document.errors.map(({ code, message, pos: [offset] }) =>
      at(offset, code === 'MULTIPLE_DOCS' ? 'expected one story in a file, and here begins another' : message),
    ),
    ...unresolved(document).map(({ name, offset }) => at(offset, `nothing is called &${name}`)),
  ];
  if (broken.length > 0) throw new StoryFault(file, broken);
  const lineOf = (path: readonly PropertyKey[]) => lineIn(document, lines, path);
  const { data, error } = Story.safeParse(plain(file, document), { error: knownKeys });
  const found = error === undefined ? inconsistencies(data) : faultsIn(error.issues);
  if (data !== undefined && found.length === 0) return { file, story: data, lineOf };
  const faults = found.map(({ path, message }) => ({
    line: lineOf(path),
    path: sayPath(path),
    message,
  }));
  throw new StoryFault(
    file,
    faults.sort((a, b) => a.line - b.line),
  );
}

function unresolved(document: Document): { name: string; offset: number }[] {
  const found: { name: string; offset: number }[] = [];
  visit(document, {
    Alias: (_, alias) => {
      if (alias.resolve(document) === undefined) found.push({ name: alias.source, offset: alias.range?.[0] ?? 0 });
    },
  });
  return found;
}

/** @throws StoryFault when its aliases grow beyond measure */
function plain(file: string, document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new StoryFault(file, [{ line: 1, path: '', message: (error as Error).message }]);
  }
}

const sayPath = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');

/** The line of the deepest part of the path that is written down; of a setting, that of its name. */
function lineIn({ contents }: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  let node: unknown = contents;
  let offset = contents?.range?.[0] ?? 0;
  for (const part of path) {
    const found = partOf(node, part);
    if (found === null) break;
    node = found.value;
    offset = found.offset ?? offset;
  }
  return lines.linePos(offset).line;
}

/** A part of a node, and where it begins. */
function partOf(node: unknown, part: PropertyKey): { value: unknown; offset: number | undefined } | null {
  if (isSeq<ParsedNode>(node)) {
    const value = node.items[Number(part)];
    return value === undefined ? null : { value, offset: value.range[0] };
  }
  if (!isMap<ParsedNode, ParsedNode | null>(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(part));
  return pair === undefined ? null : { value: pair.value, offset: pair.key.range[0] };
}

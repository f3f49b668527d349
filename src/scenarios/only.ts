import { parseDocument } from 'yaml';

/** By what `--only` chooses a story. */
interface Outline {
  file: string;
  name: string;
  cites: readonly string[];
}

/** Whether a pattern fits a story's file, its name, or the whole of a promise that it cites: P1 is not P12. */
export function fits(only: RegExp | undefined, { file, name, cites }: Outline): boolean {
  if (only === undefined) return true;
  const whole = new RegExp(`^(?:${only.source})$`, only.flags);
  return only.test(file) || only.test(name) || cites.some((id) => whole.test(id));
}

/** What can be told of a story that is broken; null when that isn't even its name. */
export function outlineOf(file: string, text: string): Outline | null {
  const document = parseDocument(text, { prettyErrors: false });
  const { story: name, cites } = (looselyOf(document) ?? {}) as { story?: unknown; cites?: unknown };
  if (typeof name !== 'string') return null;
  return { file, name, cites: Array.isArray(cites) ? cites.map(String) : [] };
}

function looselyOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS();
  } catch {
    return null;
  }
}

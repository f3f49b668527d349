import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** Something that is not as it should be, where it is, and what was expected there. */
export interface Fault {
  path: readonly PropertyKey[];
  message: string;
}

/** Of a setting that nobody knows: those that are known there. For zod, which itself names only the unknown. */
export const knownKeys: z.core.$ZodErrorMap = (issue) => {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const { shape } = issue.inst?._zod.def as z.core.$ZodObjectDef;
  return `unknown here; expected one of ${Object.keys(shape).join(', ')}`;
};

/**
 * What is wrong, said for whoever wrote it: of a part that may have several shapes, what the nearest of them wanted.
 * @param issues of a schema that was asked with {@link knownKeys}
 */
export function faultsIn(issues: readonly Issue[]): Fault[] {
  // Where there is a word that nobody knows, what is missing there is probably that.
  const puzzled = new Set(issues.flatMap(({ code, path }) => (code === 'unrecognized_keys' ? [path.join('.')] : [])));
  return issues.flatMap((issue) => faultsOf(issue)).filter(({ path }) => !puzzled.has(path.join('.')));
}

function faultsOf(issue: Issue): Fault[] {
  const { path } = issue;
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: issue.message }));
    case 'invalid_union': {
      if (!issue.message.startsWith('Invalid')) return [{ path, message: issue.message }];
      const shapes = issue.errors.map((inside) =>
        faultsIn(inside).map((fault) => ({ ...fault, path: [...path, ...fault.path] })),
      );
      // What goes deeper got the shape right, and only a part of it wrong.
      const near = shapes.find(
        (faults) => faults.length > 0 && faults.every((fault) => fault.path.length > path.length),
      );
      if (near !== undefined) return near;
      const wanted = shapes.flatMap((faults) => faults.map(({ message }) => message.replace(/^expected /, '')));
      return [
        { path, message: wanted.length === 0 ? issue.message : `expected ${[...new Set(wanted)].join(', or ')}` },
      ];
    }
    case 'invalid_value':
      // A message of our own says more than the list.
      if (!issue.message.startsWith('Invalid')) return [{ path, message: issue.message }];
      return [{ path, message: `expected ${issue.values.map(String).join(', ')}` }];
    case 'invalid_type':
      return [
        {
          path,
          message: issue.message.startsWith('Invalid')
            ? `expected ${KINDS[issue.expected] ?? issue.expected}`
            : issue.message,
        },
      ];
    case 'invalid_key':
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    default:
      return [{ path, message: issue.message }];
  }
}

/** What zod calls a thing, as people who write YAML do. */
const KINDS: Record<string, string> = {
  object: 'names with values below them',
  record: 'names with values below them',
  array: 'a list',
  string: 'a text',
  boolean: 'true or false',
};

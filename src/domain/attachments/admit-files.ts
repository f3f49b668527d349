import { storable } from '../storable-text.ts';

/** A file as it came with a message. */
export interface AttachedFile {
  fileName: string;
  contentType: string;
  content: Uint8Array;
}

/** A file as it is kept: with its content, or with the reason why not, so that everybody sees that there was one. */
export interface AdmittedFile {
  fileName: string;
  contentType: string;
  /** In bytes. */
  size: number;
  content: Uint8Array | null;
  refused: 'too-big' | 'too-many' | 'forbidden-type' | null;
}

const MEGABYTE = 1024 * 1024;
export const MAX_FILE_BYTES = 10 * MEGABYTE;
export const MAX_FILES = 50;
const MAX_ALL_BYTES = 20 * MEGABYTE;
const MAX_NAME_LENGTH = 120;
/** Of longer names both ends are looked at: what is taken out may be anywhere in them. */
const MAX_GIVEN_LENGTH = 1_000;
const MAX_TYPE_LENGTH = 100;

/** What runs when somebody opens it. Archives are kept as they are, and never unpacked here, whatever is in them. */
const FORBIDDEN =
  /\.(exe|com|bat|cmd|scr|pif|msi|msp|cpl|dll|jar|js|jse|vbs?|vbe|wsf|wsh|hta|lnk|reg|ps1|psm1|iso|img|vhdx?|appx|apk)$/i;

/** Decides which files of a message are kept, in their order. */
export function admitFiles(files: readonly AttachedFile[]): AdmittedFile[] {
  const nameOnce = namesOnce();
  let left = MAX_ALL_BYTES;
  return files.map(({ fileName, contentType, content }, index) => {
    const name = nameOnce(nameOf(fileName));
    const size = content.byteLength;
    const refused = refusalOf(name, size, left, index);
    if (refused === null) left -= size;
    return {
      fileName: name,
      contentType: /^[\w.+-]+\/[\w.+-]+$/.test(contentType)
        ? contentType.slice(0, MAX_TYPE_LENGTH).toLowerCase()
        : UNKNOWN,
      size,
      content: refused === null ? content : null,
      refused,
    };
  });
}

const UNKNOWN = 'application/octet-stream';

function refusalOf(name: string, size: number, left: number, index: number): AdmittedFile['refused'] {
  if (index >= MAX_FILES) return 'too-many';
  if (FORBIDDEN.test(name)) return 'forbidden-type';
  return size > MAX_FILE_BYTES || size > left ? 'too-big' : null;
}

/** The name alone, as no system takes it for a path, an option or something hidden. */
function nameOf(fileName: string): string {
  const name = fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
  const plain = storable(bounded(name))
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029<>:"|?*]+/gu, ' ')
    .trim()
    .replace(/^[.\-~\s]+/, '');
  return withoutDots(shortened(withoutDots(plain))) || 'file';
}

const bounded = (name: string): string =>
  name.length <= MAX_GIVEN_LENGTH
    ? name
    : name.slice(0, MAX_GIVEN_LENGTH / 2) + name.slice(name.length - MAX_GIVEN_LENGTH / 2);

/** Some systems leave out dots and spaces at the end. */
function withoutDots(name: string): string {
  let end = name.length;
  while (end > 0 && (name[end - 1] === '.' || name[end - 1] === ' ')) end -= 1;
  return name.slice(0, end);
}

/** Without its ending nobody could tell what it is. */
function shortened(name: string): string {
  if (name.length <= MAX_NAME_LENGTH) return name;
  const [ending = ''] = /\.[^.]{1,10}$/.exec(name) ?? [];
  return storable(name.slice(0, MAX_NAME_LENGTH - ending.length)) + ending;
}

/** Gives each name to one file: the others of that name are numbered. */
function namesOnce(): (name: string) => string {
  const given = new Set<string>();
  const counts = new Map<string, number>();
  return (name) => {
    let tried = name;
    let count = counts.get(name.toLowerCase()) ?? 1;
    while (given.has(tried.toLowerCase())) {
      count += 1;
      tried = name.replace(/(\.[^.]*)?$/, ` (${count})$1`);
    }
    counts.set(name.toLowerCase(), count);
    given.add(tried.toLowerCase());
    return tried;
  };
}

/** Why a file can't be used, as the system says it, without its code. */
export function inWords(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EISDIR') return 'it is a directory';
  return /^[A-Z\d]+: ([^,]+)/.exec(message)?.[1] ?? message;
}

/**
 * Something the person who starts Kept can mend. The message says what is wrong and what to do about it, and is all
 * that is shown: a stack trace would bury it.
 */
export class StartFault extends Error {
  override name = 'StartFault';
}

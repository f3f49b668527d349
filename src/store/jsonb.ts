/** What PostgreSQL's jsonb refuses in a text: NUL, and halves of a surrogate pair. */
const REFUSED = /[\u0000\p{Surrogate}]/gu;

/** A value as jsonb takes it. Whatever somebody managed to send, recording it must not fail for ever. */
export const toJsonb = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replace(REFUSED, '\uFFFD') : part));

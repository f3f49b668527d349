/** What PostgreSQL's JSON refuses in a text: NUL, and halves of a surrogate pair. */
const UNSTORABLE = /[\u0000\p{Surrogate}]/gu;

/** The text with what cannot be recorded replaced by U+FFFD. */
export const storable = (text: string): string => text.replace(UNSTORABLE, '\uFFFD');

export const isStorable = (text: string): boolean => storable(text) === text;

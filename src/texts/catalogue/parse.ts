import { IntlMessageFormat } from 'intl-messageformat';

export type Message = ReturnType<IntlMessageFormat['getAst']>;

/** `<` is text: nothing in a message is markup. @throws SyntaxError where it is no ICU message */
export const parse = (text: string): Message =>
  new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst();

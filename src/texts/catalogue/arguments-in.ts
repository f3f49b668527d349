import { parse, type Message } from './parse.ts';

/** What an argument is to be given: a text or number as it is, a number that decides or is formatted, an instant, a word. */
export type ArgumentKind = 'text' | 'number' | 'instant' | 'choice';

/** By the numbers that the parser gives its elements. */
const KINDS: Record<number, ArgumentKind> = {
  1: 'text',
  2: 'number',
  3: 'instant',
  4: 'instant',
  5: 'choice',
  6: 'number',
};

/** @returns the kind of each argument by its name. @throws SyntaxError where it is no ICU message */
export const argumentsIn = (text: string): Map<string, ArgumentKind> => new Map(argumentsOf(parse(text)));

function argumentsOf(message: Message): (readonly [name: string, kind: ArgumentKind])[] {
  return message.flatMap((element) => {
    const kind = KINDS[element.type];
    const within =
      'options' in element ? Object.values(element.options).flatMap(({ value }) => argumentsOf(value)) : [];
    return kind === undefined || !('value' in element) ? within : [[element.value, kind] as const, ...within];
  });
}

import type { en } from './en.ts';
import type { TextKey } from './catalogue.ts';

/** What a message is given in place of its arguments: an error of the type checker where one is missing or unknown. */
export type ArgumentsOf<Key extends TextKey> = Named<Scan<(typeof en)[Key], ['message'], never>>;

interface Formats {
  number: number;
  plural: number;
  selectordinal: number;
  select: string;
  date: Date;
  time: Date;
}

/** Reads a message brace by brace; within an argument's options stand messages again. Quoted braces are not understood. */
type Scan<
  Rest extends string,
  Within extends string[],
  Found extends [string, unknown],
> = Rest extends `${infer Before}{${infer After}`
  ? Before extends `${string}}${infer Next}`
    ? Within extends [string, ...infer Outer extends string[]]
      ? Scan<`${Next}{${After}`, Outer, Found>
      : never
    : Within extends ['options', ...string[]]
      ? Scan<After, ['message', ...Within], Found>
      : ScanArgument<After, Within, Found>
  : Found;

type ScanArgument<
  Rest extends string,
  Within extends string[],
  Found extends [string, unknown],
> = Rest extends `${infer Inside}}${infer After}`
  ? Inside extends `${infer Name}, ${infer Format}`
    ? Format extends `${infer Kind extends 'plural' | 'selectordinal' | 'select'}, ${string}`
      ? Rest extends `${string}, ${infer Options}`
        ? Scan<Options, ['options', ...Within], Found | [Name, Formats[Kind]]>
        : never
      : Scan<
          After,
          Within,
          Found | [Name, Format extends `${infer Kind extends keyof Formats}${string}` ? Formats[Kind] : never]
        >
    : Scan<After, Within, Found | [Inside, string | number]>
  : never;

type Named<Found extends [string, unknown]> = { [Each in Found as Each[0]]: Each[1] };

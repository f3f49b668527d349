import { parseArgs } from 'node:util';
import { parseEnvironment, type Environment } from '../process/environment.ts';

/** A command of a release: does one thing, says what, and ends. Faults are told in one sentence. */
export async function command<O extends string>(
  help: string,
  optionNames: readonly O[],
  act: (environment: Environment, given: Partial<Record<O, string>>) => Promise<string>,
): Promise<never> {
  try {
    const options = Object.fromEntries(optionNames.map((name) => [name, { type: 'string' as const }]));
    const { values } = parseArgs({ options: { ...options, help: { type: 'boolean', short: 'h' } } });
    const { help: wantsHelp, ...given } = values;
    console.log(wantsHelp === true ? help : await act(parseEnvironment(), given));
    process.exit(0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
}

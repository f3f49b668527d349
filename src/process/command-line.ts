import { parseArgs, type ParseArgsConfig } from 'node:util';
import { StartFault } from './start-fault.ts';

/** What somebody typed can't be meant; told in one sentence, and where to read what can. */
export class ArgumentFault extends StartFault {
  constructor(message: string, command: string) {
    super(`${message}; see npm run ${command} -- --help`);
  }
}

/** How the arguments of one of this project's commands are read, and faulted. */
export function commandLine(command: string) {
  const fault = (message: string) => new ArgumentFault(message, command);
  return {
    fault,
    /** @throws ArgumentFault */
    parse<Config extends ParseArgsConfig>(config: Config) {
      try {
        return parseArgs(config);
      } catch (error) {
        throw fault(/^[^.\n]*/.exec((error as Error).message)?.[0] ?? '');
      }
    },
  };
}

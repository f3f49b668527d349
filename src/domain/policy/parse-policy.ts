import { parseDocument, type Document } from 'yaml';
import { faultsOf } from './describe-issue.ts';
import { PolicyFault, type Fault } from './policy-fault.ts';
import { Policy } from './schema.ts';

/**
 * Reads a policy written in YAML.
 * @param source where the text came from, for messages
 * @throws PolicyFault with every fault that was found
 */
export function parsePolicy(text: string, source: string): Policy {
  const written = fromYaml(text, source);
  const result = Policy.safeParse(written);
  if (result.success) return result.data;
  throw new PolicyFault(source, faultsOf(result.error.issues, written));
}

function fromYaml(text: string, source: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  const faults = syntaxFaults(document);
  if (faults.length > 0) throw new PolicyFault(source, faults);
  try {
    return document.toJS();
  } catch (error) {
    // Aliases are resolved only here: an unknown one, or so many that it looks like an attack.
    throw new PolicyFault(source, [{ path: 'document', message: `expected plain YAML (got: ${String(error)})` }]);
  }
}

/** Warnings count as faults: they stand for text that would be read otherwise than it looks. */
const syntaxFaults = ({ errors, warnings }: Document): Fault[] =>
  [...errors, ...warnings].map(({ message, linePos }) => ({
    path: linePos === undefined ? 'document' : `line ${linePos[0].line}, column ${linePos[0].col}`,
    // The library adds the place and a picture of the line, which the path already says.
    message: `expected YAML (got: ${message.split(/ at line \d+|\n/)[0]})`,
  }));

/** One thing wrong with a policy, at the place where it is to be mended. */
export interface Fault {
  /** As in `management.people.manager-1.absences[0].to`; `line 3, column 5` when the text is not YAML. */
  path: string;
  /** What was expected, and what was there instead. */
  message: string;
}

/** A policy that can't be used. The message names the source and each fault on a line of its own, fit for a terminal. */
export class PolicyFault extends Error {
  readonly code = 'policy-fault';

  constructor(
    /** Where the policy came from: a file's name. */
    readonly source: string,
    readonly faults: Fault[],
  ) {
    super([`${source} is not a valid policy:`, ...faults.map(({ path, message }) => `${path}: ${message}`)].join('\n'));
    this.name = 'PolicyFault';
  }
}

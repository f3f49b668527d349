type UngrantableCode =
  | 'unknown-ticket'
  | 'credit-incomplete'
  | 'unknown-currency'
  | 'impossible-amount'
  | 'impossible-percent'
  | 'approval-reused';

/** What was approved cannot be carried out, however often it is tried. */
export class UngrantableError extends Error {
  constructor(
    readonly code: UngrantableCode,
    message: string,
  ) {
    super(message);
    this.name = 'UngrantableError';
  }
}

import type { Phase } from '../domain/ticket/phases.ts';
import type { RefusalCode } from '../domain/ticket/refusal.ts';

/** What one field should have been. */
export interface FieldFault {
  path: string;
  message: string;
}

/** Every way in which a request is not answered, with its HTTP status: the one place that knows both. */
const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  'invalid-request': 400,
  'payload-too-large': 413,
  'unsupported-media-type': 415,
  'not-found': 404,
  'not-held': 409,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  'idempotency-key-reused': 422,
  'request-in-flight': 409,
  unavailable: 503,
  internal: 500,
  'not-holding-team': 403,
  'not-consulted-team': 403,
  'not-your-ticket': 404,
  'ticket-closed': 409,
  'ticket-resolved': 409,
  'not-resolved': 409,
  'already-taken': 409,
  'not-taken': 409,
  'already-reviewed': 409,
  'wrong-phase': 409,
  'same-team': 409,
  'estimate-required': 409,
  'instant-in-the-past': 400,
  'instant-too-far': 400,
  'unknown-team': 400,
  'unknown-consultation': 404,
  'already-answered': 409,
  'reopening-expired': 409,
  'no-such-approval': 404,
  'too-many-approvals': 409,
  'amount-required': 400,
  'amount-not-expected': 400,
  'amount-too-high': 400,
  'unknown-currency': 400,
  'country-missing': 409,
  'country-invalid': 409,
  'vat-unknown': 409,
  'already-decided': 409,
  'approval-expired': 409,
  'approval-withdrawn': 409,
  'not-a-manager': 403,
  'own-request': 403,
  'own-ticket': 403,
  'over-limit': 403,
  malformed: 400,
} as const satisfies Record<RefusalCode, number> & Record<string, number>;

export type ProblemCode = keyof typeof STATUS;

const TITLE: Partial<Record<ProblemCode, string>> = {
  unauthenticated: 'Who are you?',
  forbidden: 'Not for your role',
  'invalid-request': 'The request is not understood',
  unavailable: 'Try again in a moment',
  internal: 'Something went wrong on our side',
};

interface Extras {
  errors?: FieldFault[];
  phase?: Phase;
  allowedSteps?: string[];
  headers?: Record<string, string>;
}

/** A request that is refused. Its message is for whoever sent the request. */
export class ProblemError extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    detail: string,
    readonly extras: Extras = {},
  ) {
    super(detail);
    this.name = 'ProblemError';
    this.status = STATUS[code];
  }

  /** The body, as RFC 9457 has it. */
  get body() {
    const { headers: _headers, ...extras } = this.extras;
    return {
      type: `urn:kept:problem:${this.code}`,
      title: TITLE[this.code] ?? sentence(this.code),
      status: this.status,
      code: this.code,
      detail: this.message,
      ...extras,
    };
  }
}

const sentence = (code: string): string => {
  const words = code.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** Away for a moment: the same request may be sent again, and is safe to send again with an Idempotency-Key. */
export const unavailable = (detail: string): ProblemError =>
  new ProblemError('unavailable', detail, { headers: { 'retry-after': '2' } });

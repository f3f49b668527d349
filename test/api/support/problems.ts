import type { Answer } from '../../../src/scenarios/world/http-people.ts';

export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors?: { path: string; message: string }[];
  phase?: string;
  allowedSteps?: string[];
}

/** What an answer comes to, in a word: `200`, or `403 forbidden`. */
export const verdictOf = ({ status, body }: Answer<unknown>): string =>
  status < 300 ? String(status) : `${status} ${(body as Problem).code}`;

/** The fields at fault, in the order in which they are told. */
export const faultsOf = ({ body }: Answer<unknown>): string[] =>
  ((body as Problem).errors ?? []).map(({ path }) => path);

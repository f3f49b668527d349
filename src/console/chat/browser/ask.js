/** The token is refused, or there is none. */
export class NotSignedIn extends Error {}

/** By which token the API is asked; the page around this one may give a fresh one. */
export const signIn = { token: '' };

/**
 * Asks the API. Relative, as it may be under a path of its own.
 * @param {string} path below `/v1/`
 * @param {{ json?: object, key?: string, headers?: Record<string, string>, signal?: AbortSignal }} [given] with `json` it is a POST
 * @throws {NotSignedIn}
 */
export async function ask(path, { json, key, headers = {}, signal } = {}) {
  const answer = await fetch(`v1/${path}`, {
    method: json === undefined ? 'GET' : 'POST',
    headers: {
      ...headers,
      authorization: `Bearer ${signIn.token}`,
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: json === undefined ? null : JSON.stringify(json),
    signal: signal ?? null,
  });
  if (answer.status === 401) throw new NotSignedIn();
  return answer;
}

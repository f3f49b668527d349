import type { App } from '../../../src/api/fastify-app.ts';
import type { HttpPeople } from '../../support/world/people.ts';
import { ADA } from '../../support/world/tokens.ts';

export interface Link {
  linkId: string;
  url: string;
  /** Its last part. */
  token: string;
  expiresAt: string;
}

/** A link to a ticket, as an agent makes it. */
export async function linkTo(people: HttpPeople, ticketId: string, body?: object): Promise<Link> {
  const answer = await people.send<{ linkId: string; url: string; expiresAt: string }>(
    ADA,
    'POST',
    `/v1/tickets/${ticketId}/links`,
    body,
  );
  if (answer.status !== 201) throw new Error(`no link: ${JSON.stringify(answer.body)}`);
  return { ...answer.body, token: answer.body.url.split('/').at(-1) ?? '' };
}

/** Somebody who has nothing but a token, and uses the API by it. */
export const byToken =
  (app: App, token: string) =>
  async (method: 'GET' | 'POST', url: string, payload?: object): Promise<{ verdict: string; body: unknown }> => {
    const headers = { authorization: `Bearer ${token}` };
    const response = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
    const body = response.json<{ code?: string }>();
    const { statusCode: status } = response;
    return { verdict: status < 300 ? String(status) : `${status} ${body.code}`, body };
  };

/** Somebody with a browser: what it shows, and what its forms send. */
export const browser = (app: App, token: string) => ({
  look: () => app.inject(`/open/${token}`),
  send: (fields: Record<string, string>) =>
    app.inject({
      method: 'POST',
      url: `/open/${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams(fields).toString(),
    }),
});

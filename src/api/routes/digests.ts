import { findDigest, listDigests } from '../../store/digests.ts';
import { MANAGER } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { ProblemError } from '../problem.ts';
import { DigestHeadView, DigestParams, DigestQuery, DigestView } from '../schemas/digests.ts';
import { pageOf } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';
import { readWeekCursor, writeWeekCursor } from '../week-cursor.ts';

/** Half a year. */
const PAGE = 26;

export function digestRoutes(app: App, { store }: ApiDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/reports/digests',
    config: { roles: MANAGER },
    schema: {
      tags: ['reports'],
      summary: 'The weeks of which management was told, newest first',
      querystring: DigestQuery,
      response: { 200: pageOf(DigestHeadView), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ query: { cursor } }) => {
      const before = cursor === undefined ? null : readWeekCursor(cursor);
      // One more than is shown tells whether there is a next page.
      const digests = await listDigests(store, { before, limit: PAGE + 1 });
      const last = digests.length > PAGE ? digests[PAGE - 1] : undefined;
      return {
        items: digests.slice(0, PAGE).map(({ content }) => content),
        nextCursor: last === undefined ? null : writeWeekCursor(last.week),
      };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/reports/digests/:week',
    config: { roles: MANAGER },
    schema: {
      tags: ['reports'],
      summary: 'What management was told of a week',
      params: DigestParams,
      response: { 200: DigestView, ...problems(400, 401, 403, 404, 503) },
    },
    handler: async ({ params: { week } }) => {
      const digest = await findDigest(store, week);
      if (digest === undefined) throw new ProblemError('not-found', `there is no digest of ${week}`);
      return { ...digest.content, text: digest.text };
    },
  });
}

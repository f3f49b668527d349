import { z } from 'zod';
import { acknowledgeNotice, listNotices, type StoredNotice } from '../../store/notices.ts';
import { STAFF, type Principal } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { readNoticeCursor, writeNoticeCursor } from '../notice-cursor.ts';
import { ProblemError } from '../problem.ts';
import { NoticeParams, NoticeQuery, NoticeView } from '../schemas/notice.ts';
import { pageOf } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';

/** The inbox of management (P12), and of whoever of the teams was told: agents find what is addressed to them. */
export function noticeRoutes(app: App, { store, clock }: ApiDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/notices',
    config: { roles: STAFF },
    schema: {
      tags: ['management'],
      summary:
        'What was told of promises: managers see all of it, agents what they were told; not acknowledged first, newest first',
      querystring: NoticeQuery,
      response: { 200: pageOf(NoticeView), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ principal, query: { acknowledged, ticket, mine, cursor, limit } }) => {
      const page = await listNotices(
        store,
        {
          ticket,
          acknowledged: acknowledged === undefined ? undefined : acknowledged === 'true',
          person: mine === 'true' ? principal.id : mayOnlySeeOf(principal),
        },
        { after: cursor === undefined ? null : readNoticeCursor(cursor), limit },
      );
      return {
        items: page.notices.map(viewNotice),
        nextCursor: page.next === null ? null : writeNoticeCursor(page.next),
      };
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/notices/:id/acknowledgement',
    config: { roles: STAFF },
    schema: {
      tags: ['management'],
      summary:
        'Says that somebody has taken notice; the first one stands. Agents do so of what nobody of management was told',
      params: NoticeParams,
      body: z.strictObject({}).nullish(),
      response: { 200: NoticeView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async ({ principal, params: { id } }) => {
      const by = { person: principal.id, at: await clock.now() };
      const of = mayOnlySeeOf(principal);
      const notice = id.includes('\u0000') ? undefined : await acknowledgeNotice(store, id, by, of);
      if (notice === 'shared') {
        throw new ProblemError('forbidden', 'management was told, too, and takes notice by itself');
      }
      if (notice === undefined) throw new ProblemError('not-found', 'there is no such notice');
      return viewNotice(notice);
    },
  });
}

/** Whose notices an agent finds here; managers find everybody's. */
const mayOnlySeeOf = ({ id, role }: Principal): string | undefined => (role === 'agent' ? id : undefined);

const viewNotice = (row: StoredNotice): NoticeView => ({
  id: row.id,
  ticketId: row.ticket_id,
  ticketNumber: row.ticket_number,
  subject: row.subject,
  team: row.team,
  promise: { kind: row.kind, cycle: row.cycle },
  rung: row.rung,
  dueAt: row.due_at.toISOString(),
  firedAt: row.fired_at.toISOString(),
  latenessMs: row.lateness_ms,
  recipients: row.recipients,
  acknowledgedBy: row.acknowledged_by,
  acknowledgedAt: row.acknowledged_at?.toISOString() ?? null,
});

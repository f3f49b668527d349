import { z } from 'zod';
import { findMail, listMails, releaseMail, type ListedMail } from '../../store/incoming-mails.ts';
import { STAFF } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { readMailCursor, writeMailCursor } from '../mail-cursor.ts';
import { ProblemError } from '../problem.ts';
import { MailParams, MailQuery, MailView } from '../schemas/mail.ts';
import { pageOf } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';

const MAIL_TYPE = 'message/rfc822';
const MailFile = { schema: z.any().meta({ type: 'string', format: 'binary' }) };

/** What became of each mail: what was not taken into a conversation is not lost either. */
export function mailRoutes(app: App, { store }: ApiDependencies): void {
  app.route({
    method: 'GET',
    url: '/v1/mails',
    config: { roles: STAFF },
    schema: {
      tags: ['mail'],
      summary: 'Mails that came in within the last 30 days and what became of them, the newest first',
      querystring: MailQuery,
      response: { 200: pageOf(MailView), ...problems(400, 401, 403, 503) },
    },
    handler: async ({ query: { state, cursor, limit } }) => {
      const after = cursor === undefined ? null : readMailCursor(cursor);
      const { mails, next } = await listMails(store, { state }, { after, limit });
      return { items: mails.map(viewMail), nextCursor: next === null ? null : writeMailCursor(next) };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/mails/:id/file',
    config: { roles: STAFF },
    schema: {
      tags: ['mail'],
      summary: 'A mail as it came, to be saved',
      params: MailParams,
      response: {
        200: { description: 'The mail', content: { [MAIL_TYPE]: MailFile } },
        ...problems(400, 401, 403, 404, 503),
      },
    },
    handler: async ({ params: { id } }, reply) => {
      const mail = await findMail(store, id);
      if (mail === undefined) throw new ProblemError('not-found', 'there is no such mail');
      return reply
        .headers({
          'content-type': MAIL_TYPE,
          'content-disposition': `attachment; filename="${mail.id}.eml"`,
          'content-security-policy': "sandbox; default-src 'none'",
          'cache-control': 'private, no-store',
        })
        .send(mail.raw);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/mails/:id/release',
    config: { roles: STAFF },
    schema: {
      tags: ['mail'],
      summary: 'Lets a held mail through: it opens a ticket, whose promises count from when it came',
      params: MailParams,
      response: { 200: MailView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async ({ params: { id }, principal, log }) => {
      const isReleased = await releaseMail(store, id, principal.id);
      const mail = await findMail(store, id);
      if (mail === undefined) throw new ProblemError('not-found', 'there is no such mail');
      // Released before, by whomever: it is as it should be.
      if (!isReleased && mail.released_by === null) {
        throw new ProblemError('not-held', 'only a held mail can be released');
      }
      if (isReleased) log.info({ mail: id, by: principal.id }, 'mail released');
      return viewMail(mail);
    },
  });
}

const viewMail = (row: ListedMail): MailView => ({
  id: row.id,
  receivedAt: row.received_at.toISOString(),
  source: row.source,
  sender: row.sender,
  subject: row.subject,
  state: row.state,
  reason: row.reason,
  ticketId: row.ticket_id,
});

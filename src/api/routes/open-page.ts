import { randomUUID } from 'node:crypto';
import type { FastifyError, FastifyReply } from 'fastify';
import { noticePage } from '../../console/notice-page.ts';
import { PAGE_POLICY } from '../../console/page.ts';
import type { FormFault, Notice } from '../../console/page-faults.ts';
import { CREDIT_NOTE_FIELD, EXPORT_FIELD, FILE_FIELD, ticketPage, type FormState } from '../../console/ticket-page.ts';
import { instantsFor, localeOf } from '../../texts/words.ts';
import { readLink } from '../auth/follow-link.ts';
import { LinkFault, type TicketLink } from '../../channels/ticket-links.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { ProblemError } from '../problem.ts';
import type { App } from '../fastify-app.ts';
import { linkClient, type FileToSave, type Refusal } from '../open-page/link-client.ts';
import { readForm, requestOf } from '../open-page/sent-form.ts';

/** Where links lead; the token follows. */
export const OPEN_PAGE = '/open/';

const STATUS: Record<Notice, number> = { expired: 410, forged: 403, unreadable: 400, away: 503 };
const TRY_AGAIN_AFTER_SECONDS = '2';

/** A page for customers without an account: their ticket, to read and to answer. */
export async function openPage(app: App, dependencies: ApiDependencies): Promise<void> {
  const { clock } = dependencies;
  const { policy } = dependencies.current;
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  app.setErrorHandler((error: FastifyError | LinkFault | ProblemError, request, reply) => {
    const what = noticeOf(error);
    if (what === 'away') {
      request.log.error(error, 'a page could not be shown');
      reply.header('retry-after', TRY_AGAIN_AFTER_SECONDS);
    }
    const { locales, company } = policy;
    return page(reply.code(STATUS[what]), noticePage(what, locales, company.supportAddress));
  });
  app.addHook('onSend', async (_request, reply) => {
    // Nobody who comes to this browser later should find it, and no address that holds a token should be told on.
    reply.headers({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' });
  });

  const show = async (reply: FastifyReply, token: string, link: TicketLink, form: FormState) => {
    const shown = await linkClient(app, token, link.ticketId).read();
    const { locale, timeZone } = shown.ticket;
    const reader = { locale: localeOf(policy, locale), instant: instantsFor(policy, { locale, timeZone }) };
    const now = await clock.now();
    const { company } = policy;
    return page(reply, ticketPage({ ...shown, ...reader, company, now, linkExpiresAt: link.expiresAt, form }));
  };

  // A wildcard, as tokens are longer than a parameter of a path may be.
  const route = { url: `${OPEN_PAGE}*`, schema: { hide: true }, helmet: HEADERS } as const;

  app.route<{ Params: { '*': string }; Querystring: Record<string, unknown> }>({
    ...route,
    method: 'GET',
    handler: async ({ params: { '*': token }, query }, reply) => {
      const link = await readLink(token, dependencies);
      const { [CREDIT_NOTE_FIELD]: number, [FILE_FIELD]: attachment, [EXPORT_FIELD]: wholeOfIt } = query;
      const client = linkClient(app, token, link.ticketId);
      if (typeof number === 'string') return sendFile(reply, await client.creditNote(number));
      if (typeof attachment === 'string') return sendFile(reply, await client.attachment(attachment));
      if (typeof wholeOfIt === 'string') return sendFile(reply, await client.export());
      return show(reply, token, link, emptyForm());
    },
  });

  app.route<{ Params: { '*': string } }>({
    ...route,
    method: 'POST',
    handler: async (request, reply) => {
      const token = request.params['*'];
      const link = await readLink(token, dependencies);
      const sent = readForm(typeof request.body === 'string' ? request.body : '');
      if (!sent.success) return show(reply.code(400), token, link, { ...emptyForm(), fault: 'not-understood' });
      const { step, body, key } = requestOf(sent.data);
      const refusal = await linkClient(app, token, link.ticketId).take(step, body, key);
      if (refusal !== null) {
        return show(reply.code(refusal.status), token, link, { ...sent.data, fault: faultOf(refusal) });
      }
      // Shown anew by a GET, so that reloading sends nothing again. Relative: PUBLIC_URL may have a path.
      return reply.redirect(`${token}#latest`, 303);
    },
  });
}

const FILE_HEADERS = ['content-type', 'content-disposition', 'content-language', 'content-security-policy'] as const;

function sendFile(reply: FastifyReply, { headers, content }: FileToSave): FastifyReply {
  for (const name of FILE_HEADERS) if (headers[name] !== undefined) void reply.header(name, headers[name]);
  return reply.send(content);
}

const HEADERS = {
  contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
  referrerPolicy: { policy: 'no-referrer' },
} as const;

function noticeOf(error: FastifyError | LinkFault | ProblemError): Notice {
  if (error instanceof LinkFault) return error.reason;
  const status = error instanceof ProblemError ? error.status : (error.statusCode ?? 500);
  return status < 500 ? 'unreadable' : 'away';
}

const page = (reply: FastifyReply, markup: string): FastifyReply => reply.type('text/html; charset=utf-8').send(markup);

const emptyForm = (): FormState => ({ once: randomUUID(), fault: null, body: '', comment: '' });

function faultOf({ status, code }: Refusal): FormFault {
  if (status === 400) return 'not-understood';
  if (status === 503) return 'away';
  return code === 'reopening-expired' ? 'too-late' : 'moved-on';
}

import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { sendWebhook } from '../../channels/webhooks/send-webhook.ts';
import { listDeliveries, type StoredDelivery } from '../../store/webhook-deliveries.ts';
import {
  enableWebhook,
  findWebhook,
  keepWebhook,
  listWebhooks,
  removeWebhook,
  type StoredWebhook,
} from '../../store/webhooks.ts';
import { MANAGER } from '../auth/principal.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { ProblemError } from '../problem.ts';
import { pageOf } from '../schemas/parts.ts';
import { problems } from '../schemas/problems.ts';
import {
  DeliveryQuery,
  DeliveryView,
  faultOfAddress,
  MadeWebhookView,
  NewWebhook,
  TestedView,
  WebhookParams,
  WebhookView,
} from '../schemas/webhook.ts';

const SECRET_BYTES = 32;

/** Other programs are told of tickets and promises as things happen; managers say who. */
export function webhookRoutes(app: App, dependencies: ApiDependencies): void {
  const { store, clock, allowPrivateWebhooks: allowPrivate } = dependencies;
  const config = { roles: MANAGER } as const;

  app.route({
    method: 'POST',
    url: '/v1/webhooks',
    config: { roles: MANAGER, isSecret: true },
    schema: {
      tags: ['webhooks'],
      summary: 'Subscribes a URL to events of tickets and promises; the answer holds the secret that signs them',
      body: NewWebhook,
      response: { 201: MadeWebhookView, ...problems(400, 401, 403, 409, 413, 415, 422, 503) },
    },
    handler: async ({ body: { url, events, description }, commandId, principal, log }, reply) => {
      const fault = faultOfAddress(url, { allowPrivate });
      if (fault !== null) {
        throw new ProblemError('invalid-request', 'nothing is sent there', {
          errors: [{ path: 'url', message: fault }],
        });
      }
      const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`;
      const made = { id: commandId, url, secret, events, description: description ?? null, made_by: principal.id };
      // Repeated under its key: what was kept, with its secret.
      const webhook = await keepWebhook(store, made);
      log.info({ webhook: webhook.id, by: principal.id }, 'webhook made');
      return reply
        .code(201)
        .header('cache-control', 'no-store')
        .send({ ...viewWebhook(webhook), secret: webhook.secret });
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/webhooks',
    config,
    schema: {
      tags: ['webhooks'],
      summary: 'The webhooks, the newest first',
      response: { 200: z.object({ items: z.array(WebhookView) }), ...problems(401, 403, 503) },
    },
    handler: async () => ({ items: (await listWebhooks(store)).map(viewWebhook) }),
  });

  app.route({
    method: 'DELETE',
    url: '/v1/webhooks/:id',
    config,
    schema: {
      tags: ['webhooks'],
      summary: 'Ends a subscription; what was on its way is not sent',
      params: WebhookParams,
      response: { 204: z.undefined(), ...problems(400, 401, 403, 404, 503) },
    },
    handler: async ({ params: { id }, principal, log }, reply) => {
      if (!(await removeWebhook(store, id))) throw none();
      log.info({ webhook: id, by: principal.id }, 'webhook removed');
      return reply.code(204).send();
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/webhooks/:id/enabling',
    config,
    schema: {
      tags: ['webhooks'],
      summary: 'Sends to a disabled webhook again, what waited first',
      params: WebhookParams,
      response: { 200: WebhookView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async ({ params: { id }, principal, log }) => {
      const webhook = await enableWebhook(store, id);
      if (webhook === undefined) throw none();
      log.info({ webhook: id, by: principal.id }, 'webhook enabled');
      return viewWebhook(webhook);
    },
  });

  app.route({
    method: 'POST',
    url: '/v1/webhooks/:id/test',
    config,
    schema: {
      tags: ['webhooks'],
      summary: 'Sends it an event of type `webhook.test` at once, and tells what came of it',
      params: WebhookParams,
      response: { 200: TestedView, ...problems(400, 401, 403, 404, 409, 413, 415, 422, 503) },
    },
    handler: async ({ params: { id }, commandId }) => {
      const webhook = await findWebhook(store, id);
      if (webhook === undefined) throw none();
      const payload = JSON.stringify({ type: 'webhook.test', timestamp: await clock.now(), data: { webhook: id } });
      const { is, reason } = await sendWebhook({ ...webhook, eventId: `test.${commandId}`, payload }, { allowPrivate });
      return { delivered: is === 'accepted', outcome: reason };
    },
  });

  app.route({
    method: 'GET',
    url: '/v1/webhooks/:id/deliveries',
    config,
    schema: {
      tags: ['webhooks'],
      summary: 'What a webhook is told, the newest first; what was delivered is shown for 7 days',
      params: WebhookParams,
      querystring: DeliveryQuery,
      response: { 200: pageOf(DeliveryView), ...problems(400, 401, 403, 404, 503) },
    },
    handler: async ({ params: { id }, query: { cursor, limit } }) => {
      if ((await findWebhook(store, id)) === undefined) throw none();
      const { deliveries, next } = await listDeliveries(store, id, { before: cursor ?? null, limit });
      return { items: deliveries.map(viewDelivery), nextCursor: next === null ? null : String(next) };
    },
  });
}

const none = (): ProblemError => new ProblemError('not-found', 'there is no such webhook');

const viewWebhook = (row: StoredWebhook): WebhookView => ({
  id: row.id,
  url: row.url,
  events: row.events,
  description: row.description,
  madeBy: row.made_by,
  madeAt: row.made_at.toISOString(),
  state: row.disabled_at === null ? 'active' : 'disabled',
  disabledAt: row.disabled_at?.toISOString() ?? null,
  disabledReason: row.disabled_reason,
});

const viewDelivery = (row: StoredDelivery): DeliveryView => ({
  id: row.event_id,
  type: row.type,
  ticketId: row.ticket_id,
  seq: row.seq,
  madeAt: row.made_at.toISOString(),
  state: row.delivered_at === null ? 'waiting' : 'delivered',
  tries: row.tries,
  outcome: row.outcome,
  nextTryAt: row.delivered_at === null ? row.next_try_at.toISOString() : null,
  deliveredAt: row.delivered_at?.toISOString() ?? null,
});

import type { AnnouncementChannel } from '../../channels/announcement-channel.ts';
import { sendWebhook } from '../../channels/webhooks/send-webhook.ts';
import { DAY } from '../../domain/calendar/instant.ts';
import {
  forgetDeliveries,
  leaseWebhook,
  markDelivered,
  markFailed,
  nextDelivery,
  releaseWebhook,
  TRIED_FOR_MS,
} from '../../store/webhook-deliveries.ts';
import { disableWebhook, markTold, nextUntold, type StoredWebhook } from '../../store/webhooks.ts';
import type { Say } from '../../texts/say.ts';
import { openClerks } from '../clerks.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { repeat } from '../repeat.ts';

/** One for each webhook that something is sent to: a slow one holds up nobody but itself, as long as there are fewer. */
const AT_ONCE = 16;
/** Within its lease, so that two never send to one webhook: a last try may take 10 s. */
const SENDS_FOR_MS = 15_000;

const TELL_EVERY_MS = 2_000;
const FORGET_EVERY_MS = 60 * 60 * 1_000;
/** What was delivered can be looked up for as long. */
const KEPT_FOR_MS = 7 * DAY;

export interface WebhookDependencies extends Pick<ApiDependencies, 'store' | 'log'> {
  allowPrivate: boolean;
  announcements: AnnouncementChannel;
  /** In the language that staff reads. */
  say: Say;
}

/** Sends what is on its way to webhooks, until stopped, and tells staff of those that it gave up. */
export function openWebhooks(dependencies: WebhookDependencies): { stop(): Promise<void> } {
  const { store, log } = dependencies;
  const clerks = openClerks({
    atOnce: AT_ONCE,
    log,
    complaint: 'events wait: they cannot be sent to webhooks for now',
    next: () => leaseWebhook(store),
    work: (webhook) => sendWhatIsDue(dependencies, webhook),
  });
  const telling = repeat({
    everyMs: TELL_EVERY_MS,
    log,
    complaint: 'staff cannot be told for now that a webhook is disabled',
    work: () => tellOfDisabled(dependencies),
  });
  const forgetting = repeat({
    everyMs: FORGET_EVERY_MS,
    log,
    complaint: 'what webhooks were told cannot be forgotten for now',
    work: () => forgetDeliveries(store, new Date(Date.now() - KEPT_FOR_MS)),
  });
  return {
    stop: async () => {
      await Promise.all([clerks.stop(), telling.stop(), forgetting.stop()]);
    },
  };
}

/** One after another, in order; the first that fails gives the webhook a rest. */
async function sendWhatIsDue(dependencies: WebhookDependencies, webhook: StoredWebhook): Promise<void> {
  const { store } = dependencies;
  const until = Date.now() + SENDS_FOR_MS;
  let hasFailed = false;
  while (!hasFailed && Date.now() < until) {
    const delivery = await nextDelivery(store, webhook.id);
    if (delivery === undefined) break;
    const { number, event_id: eventId, payload } = delivery;
    const outcome = await sendWebhook({ ...webhook, eventId, payload }, dependencies);
    if (outcome.is === 'accepted') await markDelivered(store, number, outcome.reason);
    else {
      hasFailed = true;
      const inVainForMs = (await markFailed(store, number, outcome.reason)) ?? 0;
      const isOver = outcome.is === 'gone' || inVainForMs >= TRIED_FOR_MS;
      if (isOver) await disable(dependencies, webhook, outcome.reason);
    }
  }
  await releaseWebhook(store, webhook, { hasFailed });
}

async function disable({ store, log }: WebhookDependencies, { id }: StoredWebhook, reason: string): Promise<void> {
  await disableWebhook(store, id, reason);
  log.warn({ webhook: id, reason }, 'a webhook is disabled');
}

async function tellOfDisabled({ store, announcements, say }: WebhookDependencies): Promise<void> {
  const webhook = await nextUntold(store);
  if (webhook === undefined) return;
  const { id, disabled_at, disabled_reason } = webhook;
  // The rest of an address may be a secret.
  const { host } = new URL(webhook.url);
  await announcements.announce({
    id: `webhook.${id}.${disabled_at?.getTime() ?? 0}`,
    title: say('webhook.disabled', { host }),
    text: say('webhook.disabled.text', { host, webhook: id, reason: disabled_reason ?? '' }),
  });
  await markTold(store, id);
}

import http from 'node:http';
import https from 'node:https';
import { Webhook } from 'standardwebhooks';
import { useAgent } from 'request-filtering-agent';

/** An event as a webhook is told of it. */
export interface WebhookCall {
  url: string;
  secret: string;
  /** The same however often it is tried. */
  eventId: string;
  /** JSON, sent as it is: the signature is over these characters. */
  payload: string;
}

/** What came of a try. */
export interface CallOutcome {
  /** `gone`: whoever was there says that there is nobody any more (410). */
  is: 'accepted' | 'failed' | 'gone';
  /** In words for people: `HTTP 200`, `HTTP 503`, `no answer within 10 s` … */
  reason: string;
}

const PATIENCE_MS = 10_000;

/**
 * Tells a webhook of an event, signed as Standard Webhooks has it. Never rejects. Redirects are not followed: they lead where
 * nobody subscribed. Without `allowPrivate` nothing is sent to private, loopback or reserved addresses, whatever the name
 * resolves to at that moment.
 */
export async function sendWebhook(call: WebhookCall, terms: { allowPrivate: boolean }): Promise<CallOutcome> {
  try {
    return await answerOf(call, terms);
  } catch (error) {
    // An address that may not be called is refused before there is a connection.
    return { is: 'failed', reason: reasonOf(error as Error) };
  }
}

function answerOf(call: WebhookCall, { allowPrivate }: { allowPrivate: boolean }): Promise<CallOutcome> {
  const { url, secret, eventId, payload } = call;
  const at = new Date();
  const options = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Kept',
      'webhook-id': eventId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': new Webhook(secret).sign(eventId, at, payload),
      'content-length': Buffer.byteLength(payload),
    },
    agent: useAgent(url, { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: allowPrivate }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  };
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const sending = request(url, options, (answer) => {
      const status = answer.statusCode ?? 0;
      // What it says besides is not read.
      answer.destroy();
      resolve({ is: meaningOf(status), reason: `HTTP ${status}` });
    });
    sending.on('error', reject);
    sending.end(payload);
  });
}

function meaningOf(status: number): CallOutcome['is'] {
  if (status === 410) return 'gone';
  return status >= 200 && status < 300 ? 'accepted' : 'failed';
}

function reasonOf(error: Error): string {
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (name === 'AbortError' || name === 'TimeoutError') return `no answer within ${PATIENCE_MS / 1_000} s`;
  if (/is not allowed/.test(message)) return 'its address is private, loopback or reserved (WEBHOOK_ALLOW_PRIVATE)';
  return code ?? name;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { forgetMails, nextMail, settleMail, storeMail, type StoredMail } from '../../store/incoming-mails.ts';
import type { ArrivingMail } from '../../channels/mail/smtp-listener.ts';
import type { ReplyAddresses } from '../../channels/mail/reply-address.ts';
import type { ApiDependencies } from '../dependencies.ts';
import { repeat } from '../repeat.ts';
import { takeMail } from './take-mail.ts';

/** What was taken by another process, or failed before, is looked for as often. */
const LOOK_EVERY_MS = 1_000;
const FOREVER_MS = 24 * 60 * 60 * 1_000;
/** At once; each waits for the engine or the database most of its time. */
const AT_ONCE = 8;

const FORGET_EVERY_MS = 60 * 60 * 1_000;
/** What became of a mail can be looked up for as long, and the mail itself with it. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1_000;

export type MailDependencies = ApiDependencies & { replies: ReplyAddresses };

export interface MailRoom {
  /** Stores a mail; it is looked into at once, by this process or another. */
  put(mail: ArrivingMail & { source: 'smtp' | 'imap' }): Promise<void>;
  stop(): Promise<void>;
}

/** Where mails wait until they became what they become: a new ticket, a word in a conversation, or nothing, with the reason. */
export function openMailRoom(dependencies: MailDependencies): MailRoom {
  const { store, clock, log } = dependencies;
  const bell = new EventTarget();
  const ring = () => bell.dispatchEvent(new Event('ring'));
  const stopping = new AbortController();
  const { signal } = stopping;

  const work = async () => {
    for (let mail = await nextMail(store); mail !== undefined; mail = await nextMail(store)) {
      // Where there is one there may be more, and others have time.
      ring();
      await look(dependencies, mail);
      if (signal.aborted) return;
    }
  };
  /** One of them looks from time to time, so that nothing waits for a ring that was never heard; the others are rung for. */
  const clerk = async (_: unknown, index: number) => {
    let isFailing = false;
    while (!signal.aborted) {
      const rung = ringOf(bell, signal, index === 0 ? LOOK_EVERY_MS : FOREVER_MS);
      try {
        await work();
        isFailing = false;
      } catch (error) {
        // Once an outage: it would be the same line every time.
        if (!isFailing) log.warn({ err: error }, 'mails wait: they cannot be looked into for now');
        isFailing = true;
      }
      await rung;
    }
  };
  const clerks = Array.from({ length: AT_ONCE }, clerk);
  const forgetting = repeat({
    everyMs: FORGET_EVERY_MS,
    log,
    complaint: 'old mails cannot be forgotten for now',
    work: () => forgetMails(store, new Date(Date.now() - KEPT_FOR_MS)),
  });
  return {
    put: async (mail) => {
      // Promises count from now, whenever it is looked into.
      await storeMail(store, { ...mail, receivedAt: await clock.now() });
      ring();
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([...clerks, forgetting.stop()]);
    },
  };
}

/** Resolves when somebody rings, at the latest when it is time to look. */
async function ringOf(bell: EventTarget, signal: AbortSignal, lookAfterMs: number): Promise<void> {
  const awake = new AbortController();
  const wake = () => awake.abort();
  bell.addEventListener('ring', wake, { once: true });
  await sleep(lookAfterMs, undefined, { signal: AbortSignal.any([signal, awake.signal]) }).catch(() => undefined);
  bell.removeEventListener('ring', wake);
}

/** What fails is tried again later: the mail stays where it is. */
async function look(dependencies: MailDependencies, mail: StoredMail): Promise<void> {
  const { store, log } = dependencies;
  try {
    const outcome = await takeMail(dependencies, mail);
    await settleMail(store, mail.id, outcome);
    log.info({ mail: mail.id, ...outcome }, 'a mail came in');
  } catch (error) {
    log.warn({ err: error, mail: mail.id, tries: mail.tries }, 'a mail waits, and is looked into again later');
  }
}

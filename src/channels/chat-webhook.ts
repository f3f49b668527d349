import type { Instant } from '../domain/calendar/instant.ts';
import { noticeText } from '../texts/notice-text.ts';
import type { Say } from '../texts/say.ts';
import type { AnnouncementChannel } from './announcement-channel.ts';
import type { DigestChannel } from './digest-channel.ts';
import type { StaffChannel } from './staff-channel.ts';

const PATIENCE_MS = 10_000;

/** What staff is told, to a team's chat: an incoming webhook as Slack, Mattermost and others have it. */
export const createWebhookStaffChannel = (url: string, say: Say, clock: (at: Instant) => string): StaffChannel => ({
  tell: (notice) => {
    const people = notice.recipients.map(({ person }) => person).join(', ');
    return post(url, `${noticeText(notice, say, clock)}\n${say('notice.for', { people })}`);
  },
});

export const createWebhookDigestChannel = (url: string): DigestChannel => ({
  send: ({ text }) => post(url, `\`\`\`\n${text}\n\`\`\``),
});

export const createWebhookAnnouncementChannel = (url: string): AnnouncementChannel => ({
  announce: ({ title, text }) => post(url, `${title}\n${text}`),
});

/** @throws Error when it was not accepted; without the address, which is a secret */
async function post(url: string, text: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Names and subjects are text there, and call nobody.
    body: JSON.stringify({ text: text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character) }),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  }).catch((error: unknown) => {
    throw new Error(`the chat webhook does not answer: ${(error as Error).name}`);
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`the chat webhook answered ${answer.status}`);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';

const text = z.string().default('');

/** One of the page's forms, as a browser sends it. */
const SentForm = z.object({
  once: z
    .string()
    .max(100)
    .default(() => randomUUID()),
  step: z.enum(['reply', 'solved', 'not-solved']).default('reply'),
  body: text,
  comment: text,
});
export type SentForm = z.infer<typeof SentForm>;

/** Browsers send line ends as CR LF; a message has LF. */
export const readForm = (encoded: string): z.ZodSafeParseResult<SentForm> =>
  SentForm.safeParse(
    Object.fromEntries([...new URLSearchParams(encoded)].map(([name, value]) => [name, plain(value)])),
  );

const plain = (value: string): string => value.replaceAll('\r\n', '\n');

/** What the form asks of the API. The key is the same for the same text of the same page: sent twice, it counts once. */
export function requestOf({ once, step, body, comment }: SentForm): { step: string; body: object; key: string } {
  const asked =
    step === 'reply'
      ? { step: 'messages', body: { body } }
      : { step: 'confirmation', body: { solved: step === 'solved', ...(comment.trim() === '' ? {} : { comment }) } };
  const key = createHash('sha256')
    .update(JSON.stringify([once, asked]))
    .digest('hex');
  return { ...asked, key };
}

import accepts from '@fastify/accepts';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chatPage } from '../../console/chat/chat-page.ts';
import { CHAT_POLICY } from '../../console/page.ts';
import { localeOf } from '../../texts/words.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';
import { PROJECT_ROOT } from '../../process/environment.ts';

const PAGE = '/chat';
const MODULES = join(PROJECT_ROOT, 'src/console/chat/browser');

/** A chat that a customer's site shows in a frame, with nothing to build: `/chat#token=…`, in `?language=…` or the browser's. */
export async function chatRoutes(app: App, { current: { policy } }: ApiDependencies): Promise<void> {
  await app.register(accepts);
  const modules = (await readdir(MODULES)).filter((file) => file.endsWith('.js'));

  app.route<{ Querystring: Record<string, unknown> }>({
    method: 'GET',
    url: PAGE,
    schema: { hide: true },
    helmet: HEADERS,
    handler: (request, reply) => {
      const { language } = request.query;
      const wanted = typeof language === 'string' ? language : request.language([...policy.locales]);
      return reply
        .type('text/html; charset=utf-8')
        .headers({ 'cache-control': 'no-cache', vary: 'accept-language' })
        .send(chatPage({ locale: localeOf(policy, wanted || ''), company: policy.company, script: 'chat/main.js' }));
    },
  });

  for (const file of modules) {
    const source = await readFile(join(MODULES, file), 'utf8');
    app.route({
      method: 'GET',
      url: `${PAGE}/${file}`,
      schema: { hide: true },
      helmet: HEADERS,
      handler: (_request, reply) =>
        reply.type('text/javascript; charset=utf-8').header('cache-control', 'no-cache').send(source),
    });
  }
}

const HEADERS = {
  contentSecurityPolicy: { useDefaults: false, directives: CHAT_POLICY },
  referrerPolicy: { policy: 'no-referrer' },
  // Any page may show the chat in a frame: see CHAT_POLICY.
  frameguard: false,
  crossOriginResourcePolicy: { policy: 'cross-origin' },
} as const;

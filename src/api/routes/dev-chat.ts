import { devChatPage } from '../../console/chat/dev-chat-page.ts';
import { PAGE_POLICY } from '../../console/page.ts';
import type { DevelopmentIssuer } from '../auth/development-issuer.ts';
import type { App } from '../fastify-app.ts';

const VISITOR = {
  id: 'visitor',
  name: 'Vera Visitor',
  role: 'customer',
  teams: [],
  address: 'visitor@example.com',
} as const;
const SIGNED_IN_FOR_SECONDS = 8 * 60 * 60;

/** A page that shows the chat as a customer's site does: there only while the development issuer signs people in. */
export function devChat(app: App, issuer: Pick<DevelopmentIssuer, 'issue'>): void {
  app.route({
    method: 'GET',
    url: '/dev/chat',
    schema: { hide: true },
    helmet: {
      contentSecurityPolicy: { useDefaults: false, directives: { ...PAGE_POLICY, frameSrc: ["'self'"] } },
      referrerPolicy: { policy: 'no-referrer' },
    },
    handler: async (_request, reply) => {
      const token = await issuer.issue({ ...VISITOR, teams: [] }, SIGNED_IN_FOR_SECONDS);
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(devChatPage(`../chat#token=${token}`));
    },
  });
}

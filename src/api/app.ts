import helmet from '@fastify/helmet';
import fastify, { LogController, type FastifyBaseLogger } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { authenticate } from './auth/authenticate.ts';
import type { ApiDependencies } from './dependencies.ts';
import type { App } from './fastify-app.ts';
import { handleErrors, handleUnreadablePath } from './error-handler.ts';
import { honourIdempotencyKeys } from './idempotency.ts';
import { acceptEmptyBodies } from './empty-bodies.ts';
import { describeApi } from './open-api.ts';
import { attachmentRoutes } from './routes/attachments.ts';
import { mailRoutes } from './routes/mails.ts';
import { exportRoutes } from './routes/export.ts';
import { linkRoutes } from './routes/links.ts';
import { liveRoutes } from './routes/live.ts';
import { approvalRoutes } from './routes/approvals.ts';
import { creditNoteRoutes } from './routes/credit-notes.ts';
import { noticeRoutes } from './routes/notices.ts';
import { aboutRoutes, healthRoutes } from './routes/about.ts';
import { devTemplates } from './routes/dev-templates.ts';
import { chatRoutes } from './routes/chat-page.ts';
import { openPage } from './routes/open-page.ts';
import { digestRoutes } from './routes/digests.ts';
import { reportRoutes } from './routes/reports.ts';
import { stepRoutes } from './routes/step-routes.ts';
import { ticketRoutes } from './routes/tickets.ts';
import { webhookRoutes } from './routes/webhooks.ts';

const BODY_LIMIT_BYTES = 512 * 1024;

/** The API as a value: whoever made it listens, or injects requests. */
export async function createApp(dependencies: ApiDependencies): Promise<App> {
  // By its narrower type: the app's own would otherwise be pino's, which no route asks for.
  const loggerInstance: FastifyBaseLogger = dependencies.log;
  const app = fastify({
    loggerInstance,
    bodyLimit: BODY_LIMIT_BYTES,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    frameworkErrors: handleUnreadablePath,
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  acceptEmptyBodies(app);
  handleErrors(app);
  await app.register(helmet, {
    // TLS, where there is any, ends before us: over plain HTTP these two would send browsers to a port that isn't there.
    strictTransportSecurity: false,
    contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } },
  });
  await describeApi(app);
  await app.register(async (api: App) => {
    authenticate(api, dependencies);
    honourIdempotencyKeys(api, dependencies.store);
    ticketRoutes(api, dependencies);
    linkRoutes(api, dependencies);
    liveRoutes(api, dependencies);
    attachmentRoutes(api, dependencies);
    exportRoutes(api, dependencies);
    mailRoutes(api, dependencies);
    webhookRoutes(api, dependencies);
    stepRoutes(api, dependencies);
    approvalRoutes(api, dependencies);
    noticeRoutes(api, dependencies);
    aboutRoutes(api, dependencies);
    await creditNoteRoutes(api, dependencies);
    reportRoutes(api, dependencies);
    digestRoutes(api, dependencies);
  });
  await app.register((pages: App) => openPage(pages, dependencies));
  await app.register((pages: App) => chatRoutes(pages, dependencies));
  devTemplates(app, dependencies);
  healthRoutes(app, dependencies);
  return app;
}

import { LOCALES, type Locale } from '../../domain/policy/words.ts';
import { PAGE_POLICY } from '../../console/page.ts';
import { creditNoteSample } from '../../console/samples/credit-note-sample.ts';
import { templatesPage } from '../../console/templates-page.ts';
import { printCreditNote } from '../../documents/credit-note-pdf.ts';
import type { ApiDependencies } from '../dependencies.ts';
import type { App } from '../fastify-app.ts';

const PAGE = '/dev/templates';
const CREDIT_NOTE = `${PAGE}/credit-note`;

/** All that Kept says, for whoever works on it: there only while the development issuer signs people in. */
export function devTemplates(app: App, { current: { policy }, isDevelopment }: ApiDependencies): void {
  if (!isDevelopment) return;
  const route = { method: 'GET', schema: { hide: true }, helmet: HEADERS } as const;

  app.route<{ Querystring: Record<string, unknown> }>({
    ...route,
    url: PAGE,
    handler: ({ query }, reply) => {
      const locale = languageOf(query);
      return reply
        .type('text/html; charset=utf-8')
        .header('cache-control', 'no-store')
        .send(templatesPage(policy, locale, `${CREDIT_NOTE}?language=${locale}`));
    },
  });

  app.route<{ Querystring: Record<string, unknown> }>({
    ...route,
    url: CREDIT_NOTE,
    handler: async ({ query }, reply) => {
      const pdf = await printCreditNote(creditNoteSample(policy, languageOf(query)));
      return reply.type('application/pdf').header('cache-control', 'no-store').send(pdf);
    },
  });
}

const HEADERS = {
  contentSecurityPolicy: { useDefaults: false, directives: PAGE_POLICY },
  referrerPolicy: { policy: 'no-referrer' },
} as const;

const languageOf = ({ language }: Record<string, unknown>): Locale =>
  LOCALES.find((locale) => locale === language) ?? LOCALES[0];

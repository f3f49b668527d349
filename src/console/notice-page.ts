import type { Locale } from '../domain/policy/words.ts';
import { sayIn } from '../texts/say.ts';
import { html } from './html.ts';
import { page } from './page.ts';
import { MOST_CHARACTERS, type Notice } from './page-faults.ts';

/** Nobody knows who reads it: it is said in every language that the company offers. */
export function noticePage(notice: Notice, locales: readonly Locale[], supportAddress: string): string {
  const [first = 'en'] = locales;
  const saying = locales.map((locale) => {
    const say = sayIn(locale);
    return html`<section lang="${locale}">
      <h1>${say(`notice.${notice}.title`)}</h1>
      <p>${say(`notice.${notice}.advice`, { supportAddress, most: MOST_CHARACTERS })}</p>
    </section>`;
  });
  return page({ locale: first, title: sayIn(first)(`notice.${notice}.title`), body: html`<main>${saying}</main>` });
}

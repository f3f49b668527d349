import type { Locale } from '../domain/policy/words.ts';
import { html } from './html.ts';
import { page } from './page.ts';
import { PAGE_WORDS, type Notice } from './page-words.ts';

/** Nobody knows who reads it: it is said in every language that the company offers. */
export function noticePage(notice: Notice, locales: readonly Locale[], supportAddress: string): string {
  const [first = 'en'] = locales;
  const saying = locales.map((locale) => {
    const { title, advice } = PAGE_WORDS[locale].notices[notice];
    return html`<section lang="${locale}">
      <h1>${title}</h1>
      <p>${advice(supportAddress)}</p>
    </section>`;
  });
  return page({ locale: first, title: PAGE_WORDS[first].notices[notice].title, body: html`<main>${saying}</main>` });
}

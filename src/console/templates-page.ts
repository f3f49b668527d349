import type { Policy } from '../domain/policy/schema.ts';
import { LOCALES, type Locale } from '../domain/policy/words.ts';
import type { Template } from '../domain/ticket/templates.ts';
import { digestText } from '../texts/digest-text.ts';
import { textOf } from '../texts/ticket-texts.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { DIGEST_SAMPLES } from './samples/digest-samples.ts';
import { everyText } from './samples/every-text.ts';
import { SAMPLES, sampleWords } from './samples/ticket-samples.ts';

const TITLE = 'Templates';

/** What Kept says to people in a language, each template in its variants, for whoever writes it or translates it. */
export function templatesPage(policy: Policy, locale: Locale, creditNoteUrl: string): string {
  const templates = Object.keys(SAMPLES) as Template[];
  const body = html`<header>
<h1>${TITLE}</h1>
<nav aria-label="Language"><ul>${LOCALES.map((each) => languageLink(each, locale))}</ul></nav>
<nav aria-label="On this page"><ul>
<li><a href="#messages">Messages in the conversation</a></li>
<li><a href="#digest">Digest</a></li>
<li><a href="#credit-note">Credit note</a></li>
<li><a href="#texts">Every text by its key</a></li>
</ul></nav>
</header>
<main>
<section aria-labelledby="messages">
<h2 id="messages">Messages in the conversation</h2>
${templates.map((template) => messages(template, policy, locale))}</section>
<section aria-labelledby="digest">
<h2 id="digest">Digest</h2>
${DIGEST_SAMPLES.map(({ when, content }) =>
  sample(when, html`<pre class="body" lang="${locale}">${digestText(content, policy.company.name, locale)}</pre>`),
)}</section>
<section aria-labelledby="credit-note">
<h2 id="credit-note">Credit note</h2>
<p><a href="${creditNoteUrl}">As it is printed (PDF)</a></p>
</section>
${texts(locale)}
</main>`;
  return page({ locale: 'en', title: TITLE, body });
}

function languageLink(locale: Locale, shown: Locale): Html {
  const name = new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale;
  if (locale === shown)
    return html`<li lang="${locale}"><a href="?language=${locale}" aria-current="page">${name}</a></li>`;
  return html`<li lang="${locale}"><a href="?language=${locale}">${name}</a></li>`;
}

const messages = (template: Template, policy: Policy, locale: Locale): Html =>
  html`<h3 id="template-${template}">${template}</h3>
${SAMPLES[template].map(({ when, values, facts }) => {
  const text = textOf(template, values, sampleWords(policy, locale, facts));
  return sample(when, html`<div class="body" lang="${locale}">${text}</div>`);
})}`;

const sample = (when: string, said: Html): Html =>
  html`<figure>
<figcaption class="quiet">${when}</figcaption>
${said}
</figure>
`;

/** All there is, also what only pages and documents say. */
const texts = (locale: Locale): Html =>
  html`<section aria-labelledby="texts">
<h2 id="texts">Every text by its key</h2>
<dl>
${everyText(locale).map(
  ({ key, said }) => html`<dt id="text-${key}"><code>${key}</code></dt>
${said.map((text) => html`<dd class="body" lang="${locale}">${text}</dd>`)}
`,
)}</dl>
</section>`;

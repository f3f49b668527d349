import { createHash } from 'node:crypto';
import type { Locale } from '../domain/policy/words.ts';
import { Html, html } from './html.ts';

/** All there is: pages load nothing. Colours have a contrast of at least 4.5 to 1, by day and by night. */
const STYLE = `
:root { color-scheme: light dark; --text: #1b1f24; --quiet: #57606a; --back: #fff; --box: #f4f6f8; --line: #8c959f; --accent: #0b57d0; --on-accent: #fff; --fault: #a40e26 }
@media (prefers-color-scheme: dark) { :root { --text: #e6edf3; --quiet: #9da7b3; --back: #0d1117; --box: #1c2128; --line: #6e7681; --accent: #7ab1ff; --on-accent: #0d1117; --fault: #ff8f8f } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 46rem; padding: 1rem 1rem 3rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--text); background: var(--back); overflow-wrap: anywhere }
h1 { font-size: 1.5rem; line-height: 1.25; margin: .25rem 0 }
h2 { font-size: 1.15rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 0 }
.quiet, time { color: var(--quiet) }
.status { font-weight: 600 }
ol.conversation { list-style: none; margin: 0; padding: 0 }
ol.conversation > li { background: var(--box); border-left: 4px solid var(--line); border-radius: 4px; margin: 0 0 .75rem; padding: .6rem .9rem }
ol.conversation > li.own { border-color: var(--accent) }
.body { white-space: pre-wrap; margin: .35rem 0 0 }
.fault { border: 2px solid var(--fault); border-radius: 4px; padding: .6rem .9rem }
a { color: var(--accent) }
label { display: block; font-weight: 600; margin: .5rem 0 .25rem }
textarea { min-height: 8rem }
textarea.short { min-height: 4rem }
textarea, input { width: 100%; font: inherit; color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 4px; padding: .5rem }
button { font: inherit; font-weight: 600; margin: .6rem .5rem 0 0; padding: .55rem 1.1rem; border: 2px solid var(--accent); border-radius: 4px; background: var(--accent); color: var(--on-accent); cursor: pointer }
button.second { background: none; color: var(--accent) }
@media print { body { max-width: none; color: #000; background: #fff } ol.conversation > li { break-inside: avoid } }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
`;

/** What a browser may do with these pages: show them, and send their forms back. Scripts there are none. */
export const PAGE_POLICY = {
  defaultSrc: ["'none'"],
  styleSrc: [`'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`],
  formAction: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
};

/**
 * What the chat's page may do besides: run its own modules, and ask the API. Any page may show it in a frame: it acts by the
 * token alone that it is opened with, and keeps none.
 */
export const CHAT_POLICY = {
  ...PAGE_POLICY,
  scriptSrc: ["'self'"],
  connectSrc: ["'self'"],
  formAction: ["'none'"],
  frameAncestors: ['*'],
};

interface Page {
  locale: Locale;
  title: string;
  body: Html;
  /** The address of a module that the page runs, where there is one. */
  script?: string;
}

export const page = ({ locale, title, body, script }: Page): string =>
  html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${new Html(STYLE)}</style>
${script === undefined ? null : html`<script type="module" src="${script}"></script>`}
</head>
<body>
${body}
</body>
</html>
`.markup;

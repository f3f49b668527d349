import type { Locale } from '../../domain/policy/words.ts';
import { sayIn } from '../../texts/say.ts';
import { html } from '../html.ts';
import { page } from '../page.ts';
import { MOST_CHARACTERS } from '../page-faults.ts';

interface ChatPage {
  locale: Locale;
  company: { name: string; supportAddress: string };
  /** Where the page's modules begin. */
  script: string;
}

/** A chat for customers, in a window of its own or in a frame of another page; what it does is in `browser/`. */
export function chatPage({ locale, company: { name: company, supportAddress }, script }: ChatPage): string {
  const say = sayIn(locale);
  const title = say('chat.title', { company });
  const body = html`<header>
<h1>${title}</h1>
<p class="quiet">${say('chat.about')}</p>
</header>
<main>
<ol id="messages" class="conversation" role="log" data-you="(${say('page.you')})" data-automatic="(${say('page.automatic')})"></ol>
<template id="message"><div><strong class="author"></strong> <span class="who quiet"></span> <time></time></div>
<div class="body"></div>
<ul class="files"></ul></template>
<p id="notice" role="status" data-connecting="${say('chat.connecting')}" data-lost="${say('chat.lost')}" data-failed="${say('chat.failed')}" data-not-understood="${say('chat.not-understood', { most: MOST_CHARACTERS })}" data-moved-on="${say('chat.moved-on')}" data-sign-in="${say('chat.sign-in', { supportAddress })}" data-nothing="${say('chat.nothing', { supportAddress })}" data-closed="${say('chat.closed')}"></p>
<form id="confirm" hidden>
<p><strong>${say('page.confirm')}</strong></p>
<button value="solved">${say('page.solved')}</button>
<button value="not-solved" class="second">${say('page.not-solved')}</button>
</form>
<form id="write" hidden>
<label for="body">${say('page.message')}</label>
<textarea id="body" class="short" maxlength="${MOST_CHARACTERS}" required aria-describedby="hint"></textarea>
<p id="hint" class="quiet">${say('chat.hint')}</p>
<button>${say('page.send')}</button>
</form>
</main>`;
  return page({ locale, title, body, script });
}

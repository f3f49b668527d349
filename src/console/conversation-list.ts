import type { MessageView } from '../api/schemas/conversation.ts';
import type { Instant } from '../domain/calendar/instant.ts';
import type { Say } from '../texts/say.ts';
import { html, type Html } from './html.ts';

type FileView = MessageView['attachments'][number];

interface ConversationList {
  messages: MessageView[];
  instant: (at: Instant) => string;
  say: Say;
  /** Where a file is to be had; `null` where it is only told of. */
  fileAt: (file: FileView) => string | null;
}

/** What was said, in order, as its customer reads it. */
export function conversationList({ messages, instant, say, fileAt }: ConversationList): Html {
  const items = messages.map(({ author, automatic, at, body, attachments }, index) => {
    const isOwn = author.role === 'customer';
    const who = automatic ? say('page.automatic') : isOwn ? say('page.you') : say('page.staff');
    const id = index === messages.length - 1 ? 'latest' : `message-${index + 1}`;
    return html`<li id="${id}" class="${isOwn ? 'own' : 'theirs'}">
<div><strong>${author.name}</strong> <span class="quiet">(${who})</span> <time datetime="${at}">${instant(at)}</time></div>
<div class="body">${body}</div>
${filesOf(attachments, say, fileAt)}</li>
`;
  });
  return html`<section aria-labelledby="conversation">
<h2 id="conversation">${say('page.conversation')}</h2>
<ol class="conversation">
${items}</ol>
</section>`;
}

function filesOf(files: FileView[], say: Say, fileAt: ConversationList['fileAt']): Html | null {
  if (files.length === 0) return null;
  const items = files.map((file) => {
    if (file.refused !== null) return html`<li>${say('page.file-not-kept', { file: file.fileName })}</li>`;
    const address = fileAt(file);
    return address === null
      ? html`<li>${file.fileName}</li>`
      : html`<li><a href="${address}">${file.fileName}</a></li>`;
  });
  return html`<ul>${items}</ul>`;
}

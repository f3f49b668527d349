import { html } from '../html.ts';
import { page } from '../page.ts';

/** What a customer's site would look like that shows the chat, for whoever works on Kept. @param chat the chat's address */
export function devChatPage(chat: string): string {
  const snippet = `<iframe src="https://support.example.com/chat#token=…" title="Chat with support"></iframe>`;
  const body = html`<header>
<h1>A site of yours</h1>
<p>The chat is a frame: nothing to build, nothing to install. After <code>#token=</code> stands the token of the customer who is signed in; here it is one of the development issuer's, and agents find what is written in the queue.</p>
<pre class="body"><code>${snippet}</code></pre>
</header>
<main><iframe src="${chat}" title="Chat with support" width="100%" height="640"></iframe></main>`;
  return page({ locale: 'en', title: 'A site of yours', body });
}

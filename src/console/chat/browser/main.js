// The chat's page at work, in a browser: these files are sent as they stand here. All that is done is asked of the API, by the
// token that the page was opened with, so it can show and do nothing that the API would not.
import { ask, NotSignedIn, signIn } from './ask.js';
import { element, say } from './elements.js';
import { eventsOf } from './events.js';
import { forgetMessages, showMessage } from './messages.js';

/** @typedef {{ id: string, channel: string, status: string, allowedSteps: string[] }} Ticket as the API has it */

const COME_BACK_FIRST_MS = 500;
const COME_BACK_AT_MOST_MS = 15_000;
/** Events come together; what may be done is asked once after them. */
const LOOK_AFTER_MS = 100;
const SUBJECT_AT_MOST = 80;
const FILE_FORGOTTEN_AFTER_MS = 60_000;

const writing = /** @type {HTMLFormElement} */ (element('write'));
const text = /** @type {HTMLTextAreaElement} */ (element('body'));
const confirming = /** @type {HTMLFormElement} */ (element('confirm'));

const opened = new URLSearchParams(location.hash.slice(1));
signIn.token = opened.get('token') ?? '';
let ticketId = opened.get('ticket') ?? '';

/** Of the text as it stands: sent again after a failure it is the same request. */
let key = crypto.randomUUID();
let following = new AbortController();
/** @type {ReturnType<typeof setTimeout> | undefined} */
let looking;

async function start() {
  writing.hidden = signIn.token === '';
  if (writing.hidden) return askToSignIn();
  say('connecting');
  try {
    if (ticketId === '') ticketId = await findChat();
    if (ticketId === '') say();
    else await follow();
  } catch (error) {
    if (error instanceof NotSignedIn) return askToSignIn();
    say('lost');
    setTimeout(() => void start(), COME_BACK_AT_MOST_MS);
  }
}

/** The page around this one signs people in, and gives their token. */
function askToSignIn() {
  say('signIn');
  if (parent !== window) parent.postMessage({ kept: 'token-wanted' }, '*');
}

/** The customer's chat that goes on, if they have one. */
async function findChat() {
  const answer = await ask('tickets?limit=100');
  if (!answer.ok) throw new Error(`the tickets cannot be had: ${answer.status}`);
  /** @type {{ items: Ticket[] }} */
  const { items } = await answer.json();
  return items.find(({ channel, status }) => channel === 'chat' && status !== 'closed')?.id ?? '';
}

/** Shows the ticket as it goes on, until another is followed. @throws {NotSignedIn} */
async function follow() {
  following.abort();
  const { signal } = (following = new AbortController());
  let lastId = '';
  let pause = COME_BACK_FIRST_MS;
  while (!signal.aborted) {
    try {
      /** @type {Record<string, string>} */
      const headers = lastId === '' ? {} : { 'last-event-id': lastId };
      const answer = await ask(`tickets/${ticketId}/live`, { headers, signal });
      if (answer.status === 404) return say('nothing');
      if (!answer.ok || answer.body === null) throw new Error(`no stream: ${answer.status}`);
      pause = COME_BACK_FIRST_MS;
      say();
      for await (const { id, event, data } of eventsOf(answer.body)) {
        lastId = id;
        if (data.message !== undefined) showMessage(data.message, (file) => void save(file));
        if (event === 'rewound') {
          // What was said after that is no longer so: all of it is read anew.
          forgetMessages();
          lastId = '';
          break;
        }
        lookSoon();
      }
    } catch (error) {
      if (error instanceof NotSignedIn) throw error;
      if (!signal.aborted) say('lost');
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
    pause = Math.min(2 * pause, COME_BACK_AT_MOST_MS);
  }
}

function lookSoon() {
  clearTimeout(looking);
  looking = setTimeout(() => void look().catch(() => undefined), LOOK_AFTER_MS);
}

/** What may be done now. */
async function look() {
  const answer = await ask(`tickets/${ticketId}`);
  if (!answer.ok) return;
  /** @type {Ticket} */
  const { allowedSteps, status } = await answer.json();
  confirming.hidden = !allowedSteps.includes('confirmation');
  writing.hidden = !allowedSteps.includes('messages');
  say(status === 'closed' ? 'closed' : undefined);
}

/** A browser sends no token along with a link, so the file is fetched first. @param {import('./messages.js').File} file */
async function save({ id, fileName }) {
  const answer = await ask(`tickets/${ticketId}/attachments/${id}`).catch(() => null);
  if (answer?.ok !== true) return say('failed');
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await answer.blob());
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), FILE_FORGOTTEN_AFTER_MS);
}

/** A first message opens a chat; one to a chat that was closed long ago goes on in a new one. */
async function write() {
  const body = text.value;
  if (body.trim() === '') return;
  const isFirst = ticketId === '';
  const answer = await send(writing, () =>
    isFirst
      ? ask('tickets', { json: requestOf(body), key })
      : ask(`tickets/${ticketId}/messages`, { json: { body }, key }),
  );
  if (answer === null) return;
  text.value = '';
  key = crypto.randomUUID();
  const goesOnIn = /tickets\/([^/]+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ticketId;
  if (goesOnIn === ticketId) return;
  ticketId = goesOnIn;
  forgetMessages();
  await start();
}

/** @param {string} body */
function requestOf(body) {
  const line = body.trim().split('\n')[0] ?? '';
  const subject = line.length <= SUBJECT_AT_MOST ? line : `${line.slice(0, SUBJECT_AT_MOST - 1)}…`;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { channel: 'chat', subject, body, locale: document.documentElement.lang, timeZone };
}

/** @param {HTMLFormElement} form @param {() => Promise<Response>} sending @returns null when it was not taken */
async function send(form, sending) {
  const buttons = [...form.querySelectorAll('button')];
  if (buttons.some(({ disabled }) => disabled)) return null;
  buttons.forEach((button) => (button.disabled = true));
  try {
    const answer = await sending();
    say(answer.ok ? undefined : answer.status === 400 ? 'notUnderstood' : answer.status < 500 ? 'movedOn' : 'failed');
    return answer.ok ? answer : null;
  } catch (error) {
    if (error instanceof NotSignedIn) askToSignIn();
    else say('failed');
    return null;
  } finally {
    buttons.forEach((button) => (button.disabled = false));
  }
}

text.addEventListener('input', () => (key = crypto.randomUUID()));
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  writing.requestSubmit();
});
writing.addEventListener('submit', (event) => {
  event.preventDefault();
  void write();
});
confirming.addEventListener('submit', (event) => {
  event.preventDefault();
  const solved = event.submitter?.getAttribute('value') === 'solved';
  void send(confirming, () => ask(`tickets/${ticketId}/confirmation`, { json: { solved } }));
});
addEventListener('message', ({ source, data }) => {
  if (parent === window || source !== parent || typeof data?.keptToken !== 'string') return;
  signIn.token = data.keptToken;
  void start();
});

void start();

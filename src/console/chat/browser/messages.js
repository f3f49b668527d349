import { element } from './elements.js';

/**
 * @typedef {{ id: string, fileName: string, refused: string | null }} File
 * @typedef {{ id: string, at: string, author: { role: string, name: string }, automatic: boolean, body: string,
 *   attachments: File[] }} Message as the API has it
 */

const list = element('messages');
const template = /** @type {HTMLTemplateElement} */ (element('message'));

export const forgetMessages = () => list.replaceChildren();

/**
 * Shows a message below the others, once.
 * @param {Message} message
 * @param {(file: File) => void} save what is done with a file that is asked for
 */
export function showMessage({ id, at, author, automatic, body, attachments }, save) {
  if (document.getElementById(`m-${id}`) !== null) return;
  const isOwn = author.role === 'customer';
  const item = document.createElement('li');
  item.id = `m-${id}`;
  item.className = isOwn ? 'own' : 'theirs';
  item.append(template.content.cloneNode(true));
  const { you = '', automatic: byItself = '' } = list.dataset;
  fill(item, '.author', author.name);
  fill(item, '.who', isOwn ? you : automatic ? byItself : '');
  fill(item, '.body', body);
  const clock = new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  fill(item, 'time', clock).setAttribute('datetime', at);
  const files = attachments.map((file) => fileItem(file, save));
  if (files.length === 0) fill(item, '.files', '').remove();
  else fill(item, '.files', '').append(...files);
  list.append(item);
  item.scrollIntoView({ block: 'nearest' });
}

/** As text, whatever it holds. @param {Element} item @param {string} selector @param {string} words */
function fill(item, selector, words) {
  const part = item.querySelector(selector);
  if (part === null) throw new Error(`a message has no ${selector}`);
  part.textContent = words;
  return part;
}

/** @param {File} file @param {(file: File) => void} save */
function fileItem(file, save) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'second';
  button.textContent = file.fileName;
  button.disabled = file.refused !== null;
  button.addEventListener('click', () => save(file));
  item.append(button);
  return item;
}

/** An element of the page, which is there. @param {string} id */
export function element(id) {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

const notice = element('notice');

/** Tells one of the texts that the page came with, or nothing. @param {string} [name] */
export function say(name) {
  notice.textContent = name === undefined ? '' : (notice.dataset[name] ?? '');
}

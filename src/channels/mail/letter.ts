const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);

const LETTER_STYLE = 'font-family:system-ui,sans-serif;font-size:16px;line-height:1.5;color:#1b1b1b;max-width:40em';

/** The same text for readers of HTML: paragraphs and line ends, in its language, and nothing that must be fetched. */
export function letterOf({ subject, body, locale }: { subject: string; body: string; locale: string }): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');
  return `<!doctype html>
<html lang="${escaped(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="${LETTER_STYLE}">
${paragraphs}
</body>
</html>
`;
}

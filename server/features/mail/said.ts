import { convert } from 'html-to-text';
import sanitizeHtml from 'sanitize-html';
import type { Said } from './contents.js';

const HARMLESS: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'b', 'strong', 'i', 'em', 'u', 's', 'a', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'noopener noreferrer' }) },
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** What was said, as HTML that can do nothing: words, lists, links, no pictures that tell on who reads them. */
export function saidAsHtml({ text, html }: Said): string {
  if (html !== null) return sanitizeHtml(html, HARMLESS);
  const paragraphs = (text ?? '')
    .replace(/\r\n?/g, '\n')
    .trim()
    .split(/\n{2,}/);
  return paragraphs.map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>')}</p>`).join('\n');
}

/** What was said, as plain text. */
export function saidAsText({ text, html }: Said): string {
  if (text !== null) return text.replace(/\r\n?/g, '\n').trim();
  return convert(sanitizeHtml(html ?? '', HARMLESS), {
    wordwrap: false,
    selectors: [{ selector: 'a', options: { hideLinkHrefIfSameAsText: true } }],
  }).trim();
}

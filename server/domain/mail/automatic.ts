/** Headers by their name in lower case. */
export type MailHeaders = ReadonlyMap<string, string>;

/**
 * Tells mail that a machine sent from mail that a person wrote, by RFC 3834 and what mail programs do beside it.
 * `reply`: it answers something (out of office, a bounce) and is nobody's concern; `generated`: it may well report
 * something, but is not answered.
 */
export function automatic(headers: MailHeaders, envelopeFrom: string): 'reply' | 'generated' | null {
  const submitted = (headers.get('auto-submitted') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (submitted === 'auto-replied' || headers.has('x-autoreply') || headers.has('x-autorespond')) return 'reply';
  if (envelopeFrom === '' || isReport(headers)) return 'reply';
  if (submitted !== '' && submitted !== 'no') return 'generated';
  if (/^(bulk|junk|list)$/i.test((headers.get('precedence') ?? '').trim())) return 'generated';
  return headers.has('list-id') || headers.has('x-auto-response-suppress') ? 'generated' : null;
}

const isReport = (headers: MailHeaders): boolean =>
  /^multipart\/report\b/i.test(headers.get('content-type') ?? '') || headers.has('x-failed-recipients');

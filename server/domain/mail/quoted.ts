const ATTRIBUTION =
  /^(on|am|el|le|il|op)\b.{6,200}(wrote|schrieb( .{1,100})?|escribió|a écrit|ha scritto|schreef)\s*:\s*$/i;
const FORWARDED = /^-{2,}\s*(original message|ursprüngliche nachricht|mensaje original)\s*-{2,}$/i;
const OUTLOOK = /^(from|von|de)\s*:\s.+/i;
const OUTLOOK_NEXT = /^(sent|gesendet|enviado|date|datum|fecha|to|an|para)\s*:\s.+/i;

/**
 * What somebody wrote anew in an answer: without the mail they answer to at its end, and without their signature.
 * Where that leaves nothing, everything is kept: rather too much than an empty message.
 */
export function newText(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const end = lines.findIndex((line, index) => beginsQuote(lines, line, index));
  const kept = (end === -1 ? lines : lines.slice(0, end)).join('\n').trim();
  return kept === '' ? text.trim() : kept;
}

function beginsQuote(lines: readonly string[], line: string, index: number): boolean {
  const bare = line.trim();
  if (line === '-- ' || FORWARDED.test(bare) || ATTRIBUTION.test(bare)) return true;
  if (OUTLOOK.test(bare) && OUTLOOK_NEXT.test((lines[index + 1] ?? '').trim())) return true;
  if (ATTRIBUTION.test(`${bare} ${(lines[index + 1] ?? '').trim()}`) && /^(on|am|el|le|il|op)\b/i.test(bare))
    return true;
  return bare.startsWith('>') && lines.slice(index).every((rest) => rest.trim() === '' || rest.trim().startsWith('>'));
}

import { fail, failAt } from '../errors.js';

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: ' \\t\\n\\v\\f\\r',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
};

const AT_START = '(?<![\\s\\S])';
const AT_END = '(?![\\s\\S])';
const AT_LAST_LINE_END = `(?=\\n?${AT_END})`;

const ESCAPES: Readonly<Record<string, string>> = {
  A: AT_START,
  Z: AT_LAST_LINE_END,
  z: AT_END,
  h: '[ \\t]',
  R: '(?:\\r\\n|[\\n\\v\\f\\r])',
  s: '[ \\t\\n\\v\\f\\r]',
  S: '[^ \\t\\n\\v\\f\\r]',
  a: '\\x07',
  e: '\\x1b',
};

const known = new Map<string, RegExp>();
const KNOWN_LIMIT = 500;

/** The JavaScript expression that matches what MongoDB's (PCRE2, UTF-8) does. Refuses what is malformed with the code. */
export function compileRegex(pattern: string, options: string, code = 51091): RegExp {
  const key = `${options}/${pattern}`;
  const found = known.get(key);
  if (found) return found;
  if (pattern.includes('\0')) fail('BadValue', 'Regular expression cannot contain an embedded null byte');
  for (const flag of options) {
    if (!'imsxu'.includes(flag)) failAt(51108, `invalid flag in regex options: ${flag}`);
  }
  const compiled = build(pattern, options, code);
  if (known.size >= KNOWN_LIMIT) known.clear();
  known.set(key, compiled);
  return compiled;
}

function build(pattern: string, options: string, code: number): RegExp {
  const inline = /^\(\?([imsx]+)\)/.exec(pattern);
  const flags = new Set(options + (inline?.[1] ?? ''));
  const source = translate(inline ? pattern.slice(inline[0].length) : pattern, flags);
  const used = [...flags].filter((flag) => flag === 'i' || flag === 'm').join('');
  try {
    return new RegExp(source, `${used}u`);
  } catch {
    // The strict grammar refuses escapes and braces that PCRE takes literally; the lax one does not.
  }
  try {
    return new RegExp(source, used);
  } catch (error) {
    return failAt(code, `Regular expression is invalid: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Rewrites what PCRE writes or means otherwise than JavaScript. */
function translate(pattern: string, flags: ReadonlySet<string>): string {
  const any = flags.has('s') ? '[\\s\\S]' : '[^\\n]';
  const end = flags.has('m') ? '$' : AT_LAST_LINE_END;
  let out = '';
  for (let i = 0; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === '\\') {
      const [text, next] = escaped(pattern, i);
      out += text;
      i = next;
    } else if (char === '[') {
      const [text, next] = characterClass(pattern, i);
      out += text;
      i = next;
    } else if (flags.has('x') && /\s/.test(char)) {
    } else if (flags.has('x') && char === '#') {
      const lineEnd = pattern.indexOf('\n', i);
      i = lineEnd < 0 ? pattern.length : lineEnd;
    } else if (char === '.') out += any;
    else if (char === '$') out += end;
    else if (pattern.startsWith('(?P<', i)) {
      out += '(?<';
      i += 3;
    } else if (pattern.startsWith('(?#', i)) {
      const close = pattern.indexOf(')', i);
      i = close < 0 ? pattern.length : close;
    } else out += char;
  }
  return out;
}

/** What an escape at a place outside a class becomes, and the place of its last character. */
function escaped(pattern: string, at: number): [string, number] {
  const char = pattern[at + 1] ?? '';
  if (char === 'Q') {
    const close = pattern.indexOf('\\E', at);
    const literal = pattern.slice(at + 2, close < 0 ? undefined : close);
    return [literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), close < 0 ? pattern.length : close + 1];
  }
  const code = /^\\x\{([0-9a-fA-F]+)\}/.exec(pattern.slice(at, at + 12));
  if (code) return [`\\u{${code[1]}}`, at + code[0].length - 1];
  const replaced = ESCAPES[char];
  if (replaced !== undefined) return [replaced, at + 1];
  // Escaped signs that need no escape are an error to JavaScript's strict grammar.
  if (/[^\w\\^$.*+?()[\]{}|/]/.test(char)) return [char, at + 1];
  return [`\\${char}`, at + 1];
}

function characterClass(pattern: string, at: number): [string, number] {
  let out = '[';
  let i = at + 1;
  if (pattern[i] === '^') {
    out += '^';
    i++;
  }
  if (pattern[i] === ']') {
    out += '\\]';
    i++;
  }
  for (; i < pattern.length; i++) {
    const char = pattern[i] ?? '';
    if (char === ']') return [`${out}]`, i];
    const posix = char === '[' ? /^\[:(\^?)(\w+):\]/.exec(pattern.slice(i, i + 12)) : null;
    if (posix) {
      out += POSIX_CLASSES[posix[2] ?? ''] ?? failAt(51091, 'Regular expression is invalid: unknown POSIX class name');
      i += posix[0].length - 1;
    } else if (char === '\\') {
      const next = pattern[i + 1] ?? '';
      if (next === 's') out += ' \\t\\n\\v\\f\\r';
      else if (next === 'h') out += ' \\t';
      else if (/[^\w\\^\]\-[]/.test(next)) out += /[&~|{}()/]/.test(next) ? `\\${next}`.replace(/\\[&~]/, next) : next;
      else out += `\\${next}`;
      i++;
    } else out += char === '[' ? '\\[' : char;
  }
  return [out, i];
}

import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import Handlebars from 'handlebars';
import { brandColour, COURT_COLOURS, inkOn } from './colours.js';
import type { MailContent, MailKind, Said } from './contents.js';
import { saidAsHtml, saidAsText } from './said.js';

/** A mail as it is sent, but for its addresses and ids. */
export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
}

/** Files of `templates/mail` by their name without folder: `ticket-received.text.hbs`; `partials` likewise. */
export interface TemplateSources {
  templates: ReadonlyMap<string, string>;
  partials: ReadonlyMap<string, string>;
}

/** Reads all templates; done once, when the desk starts. */
export function loadTemplates(folder: string): TemplateSources {
  const filesIn = (path: string) =>
    new Map(
      readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isFile() && entry.name.endsWith('.hbs'))
        .map((entry) => [entry.name, readFileSync(join(path, entry.name), 'utf8')]),
    );
  return { templates: filesIn(folder), partials: filesIn(join(folder, 'partials')) };
}

/**
 * Makes mails of templates and contents. A field that a template names and the contents lack is an error, never an
 * empty place. The first line of the text says the subject.
 */
export function mailRenderer(sources: TemplateSources) {
  const html = environment(sources, 'html');
  const text = environment(sources, 'text');

  return ({ kind, data }: MailContent): RenderedMail => {
    const fields = { ...tidied(data), brand: dressed(data.brand) };
    const plain = text(kind, fields);
    const [, subject, body] = /^Subject: (.*)\n\n([\s\S]*)$/.exec(plain) ?? [];
    if (subject === undefined || body === undefined) throw new Error(`${kind}: the first line is not its subject`);
    return {
      subject,
      text: `${body.replace(/\n{3,}/g, '\n\n').trim()}\n`,
      html: html(kind, { ...fields, subject }),
    };
  };
}

/** Makes a mail of its contents. */
export type RenderMail = ReturnType<typeof mailRenderer>;

/** One line, without what a header or a reader's eye could stumble over: control characters, marks that turn the direction. */
export const oneLine = (value: string): string =>
  value.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\s]+/gu, ' ').trim();

/** All texts of a mail on one line each, but for what somebody said. */
const tidied = (fields: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, name === 'message' ? quoted(value) : tidy(value)]),
  );

function tidy(value: unknown): unknown {
  if (typeof value === 'string') return oneLine(value);
  if (Array.isArray(value)) return value.map(tidy);
  return typeof value === 'object' && value !== null ? tidied(value) : value;
}

const quoted = (said: Said | null): Said | null => said && { ...said, author: oneLine(said.author) };

const dressed = ({ senderName, colour, logo }: MailContent['data']['brand']) => {
  const shown = brandColour(colour);
  return {
    senderName: oneLine(senderName),
    colour: shown,
    onColour: inkOn(shown),
    logo: logo !== null && /^https:\/\/[^\s"'<>]+$/.test(logo) ? logo : null,
  };
};

function environment({ templates, partials }: TemplateSources, format: 'html' | 'text') {
  const handlebars = Handlebars.create();
  const suffix = `.${format}.hbs`;
  const ours = (files: ReadonlyMap<string, string>) => [...files].filter(([name]) => name.endsWith(suffix));
  for (const [name, source] of ours(partials)) handlebars.registerPartial(basename(name, suffix), source);
  handlebars.registerHelper('courtColour', (court: keyof typeof COURT_COLOURS) => COURT_COLOURS[court]);
  handlebars.registerHelper('said', (said: Said) =>
    format === 'html' ? new Handlebars.SafeString(saidAsHtml(said)) : saidAsText(said),
  );
  handlebars.registerHelper('link', (url: string) => {
    if (!/^https?:\/\/[^\s"'<>]+$/.test(url)) throw new Error('A button leads to an http address');
    return url;
  });
  const compiled = new Map(
    ours(templates).map(([name, source]) => [
      basename(name, suffix),
      handlebars.compile<object>(source, { strict: true, noEscape: format === 'text' }),
    ]),
  );
  return (kind: MailKind, data: object): string => {
    const template = compiled.get(kind);
    if (!template) throw new Error(`There is no ${kind}${suffix}`);
    return template(data);
  };
}

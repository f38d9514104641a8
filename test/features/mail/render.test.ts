import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { brandColour, COURT_COLOURS, inkOn } from '../../../server/features/mail/colours.js';
import type { MailContent } from '../../../server/features/mail/contents.js';
import { loadTemplates, mailRenderer } from '../../../server/features/mail/render.js';
import { samples } from './samples.js';

const sources = loadTemplates(fileURLToPath(new URL('../../../templates/mail', import.meta.url)));
const render = mailRenderer(sources);

/** Calls with every text of a content, with how to make the content where that text is another. */
function eachText(value: unknown, visit: (replaced: (text: string) => unknown) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (other: unknown) =>
      Array.isArray(value) ? value.map((one, i) => (String(i) === key ? other : one)) : { ...value, [key]: other };
    if (typeof inner === 'string') visit((text) => put(text));
    else eachText(inner, (replaced) => visit((text) => put(replaced(text))));
  }
}

/** The bones of a mail: its tags with their attributes' names, and how many lines head it. */
function outcome(content: MailContent): unknown {
  try {
    const { html, subject } = render(content);
    return { tags: html.replace(/"[^"]*"/g, '""').match(/<[a-z/!][^>]*>/gi), lines: subject.split(/[\r\n]/).length };
  } catch (error) {
    return String(error);
  }
}

function received() {
  const [sample] = samples;
  if (sample?.kind !== 'ticket-received') throw new Error('The first sample is another');
  return sample;
}

describe('mails', () => {
  it('have a template for every kind, and no template without one', () => {
    const kinds = samples.flatMap(({ kind }) => [`${kind}.html.hbs`, `${kind}.text.hbs`]);
    expect([...sources.templates.keys()].sort()).to.deep.equal(kinds.sort());
  });

  for (const sample of samples) {
    it(`${sample.kind} says everything in text and HTML, with at most one button`, () => {
      const mail = render(sample);
      for (const part of [mail.subject, mail.text, mail.html]) {
        expect(part).to.not.match(/undefined|\[object|\{\{|\}\}|NaN/);
      }
      expect(mail.subject).to.match(/^\S.*\S$/);
      expect(mail.html.match(/class="button"/g) ?? []).to.have.length('button' in sample.data ? 1 : 0);
      expect(mail.text).to.not.match(/<\/?[a-z]+[ >]|\n{3}/);
      expect(mail.text).to.include('\n-- \nYou get this because');
    });

    it(`${sample.kind} lets nobody write HTML, headers or lines of its own`, () => {
      const evil = '<img src=x onerror=alert(1)>"\'&\r\nBcc: all@victim.example\r\n\r\n{{brand}}';
      const harmless = 'plain\r\nwords\r\n\r\nonly';
      eachText(sample.data, (replaced) => {
        const [bad, good] = [evil, harmless].map((text) => outcome({ ...sample, data: replaced(text) } as MailContent));
        expect(bad).to.deep.equal(good);
      });
    });
  }

  it('fail where a field is missing rather than leave a gap', () => {
    const { ticket: _, ...rest } = received().data;
    expect(() => render({ kind: 'ticket-received', data: rest } as MailContent)).to.throw('not defined');
  });

  it('leave a gap for nothing: without a message, a turn, a button there are fewer parts', () => {
    const sample = received();
    const bare = { ...sample.data, turn: null, promise: null, message: null, button: null };
    expect(render({ kind: 'ticket-received', data: bare }).text).to.equal(
      [
        'Hansa IT',
        '',
        'We have your message',
        '#1042 · No outbound calls since 08:05',
        '',
        'Your number is 1042. Answers to this mail reach the ticket.',
        '',
        '-- ',
        sample.data.why,
        '',
      ].join('\n'),
    );
  });

  it('read in plain text like a letter', () => {
    expect(render(received()).text).to.equal(`Hansa IT

We have your message
#1042 · No outbound calls since 08:05

Waiting for Hansa IT
Next word by Mon 2 Nov, 11:30 (Europe/Berlin)

Your number is 1042. Answers to this mail reach the ticket.

Anna Krüger wrote:

We see it too. The carrier has been told and works on it.

Next word before noon,
Anna

Open the ticket:
https://desk.example/t/1042

-- 
You get this because you asked for it. Answer to this mail, or use the button.
`);
  });

  it('clean the HTML that somebody wrote, and say it in plain text too', () => {
    const html =
      '<p onclick="x()">Hello <b>you</b><script>bad()</script><img src="https://spy.example/p.gif"></p>' +
      '<a href="javascript:bad()">one</a> <a href="https://ok.example/">two</a><style>p{}</style>';
    const sample = samples.find(({ kind }) => kind === 'ticket-updated');
    if (sample?.kind !== 'ticket-updated') throw new Error('No such sample');
    const mail = render({
      kind: 'ticket-updated',
      data: { ...sample.data, message: { author: 'X', text: null, html } },
    });
    expect(mail.html).to.include(
      '<p>Hello <b>you</b></p><a rel="noopener noreferrer">one</a> <a href="https://ok.example/" rel="noopener noreferrer">two</a>',
    );
    expect(mail.text).to.include('X wrote:\n\nHello you\n\none two [https://ok.example/]\n');
  });
});

describe('colours of a brand', () => {
  it('are the house’s where the brand’s are none', () => {
    expect([null, 'red', '#fff', '#12345g', 'url(x)', '#AABBCC'].map(brandColour)).to.deep.equal([
      '#4263eb',
      '#4263eb',
      '#4263eb',
      '#4263eb',
      '#4263eb',
      '#aabbcc',
    ]);
  });

  it('carry ink that reads', () => {
    expect(['#000000', '#ffffff', '#4263eb', '#ffd43b', '#777777'].map(inkOn)).to.deep.equal([
      '#ffffff',
      '#000000',
      '#ffffff',
      '#000000',
      '#000000',
    ]);
  });

  it('exist for every court', () => {
    for (const colour of Object.values(COURT_COLOURS)) expect(colour).to.match(/^#[0-9a-f]{6}$/);
  });
});

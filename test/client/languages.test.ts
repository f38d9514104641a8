import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { describe, it } from 'mocha';

const CLIENT = join(import.meta.dirname, '../../client');
const LANGUAGES = ['en', 'de', 'es'];
const PLURAL = /_(one|other)$/;

type Words = { [key: string]: string | Words };

const read = (language: string, file: string): Words =>
  JSON.parse(readFileSync(join(CLIENT, 'locales', language, file), 'utf8')) as Words;

const files = readdirSync(join(CLIENT, 'locales/en')).filter((file) => file.endsWith('.json'));

/** Every text of a language by its whole key: "ticket.verb.solve". */
function textsOf(language: string): Map<string, string> {
  const texts = new Map<string, string>();
  const walk = (path: string, words: Words) => {
    for (const [key, value] of Object.entries(words)) {
      if (typeof value === 'string') texts.set(`${path}.${key}`, value);
      else walk(`${path}.${key}`, value);
    }
  };
  for (const file of files) walk(file.replace('.json', ''), read(language, file));
  return texts;
}

const english = textsOf('en');
const variables = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

/** The keys that the code names whole, as t('common.cancel'). */
function keysInCode(): { file: string; key: string }[] {
  return readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.startsWith('locales'))
    .flatMap((file) =>
      [...readFileSync(join(CLIENT, file), 'utf8').matchAll(/\bt\(\s*'([\w.-]+)'/g)].map(([, key = '']) => ({
        file,
        key,
      })),
    );
}

describe('the languages of the client', () => {
  for (const language of LANGUAGES) {
    it(`has in ${language} exactly the keys of English`, () => {
      expect([...textsOf(language).keys()]).to.have.members([...english.keys()]);
    });

    it(`fills the same gaps in ${language} as in English`, () => {
      const differing = [...textsOf(language)].filter(
        ([key, text]) => variables(text).join() !== variables(english.get(key) ?? '').join(),
      );
      expect(differing).to.deep.equal([]);
    });

    it(`leaves no text of ${language} empty`, () => {
      expect([...textsOf(language)].filter(([, text]) => text.trim() === '')).to.deep.equal([]);
    });
  }

  it('has every text that the code asks for', () => {
    const there = new Set([...english.keys()].map((key) => key.replace(PLURAL, '')));
    expect(keysInCode().filter(({ key }) => !there.has(key))).to.deep.equal([]);
  });
});

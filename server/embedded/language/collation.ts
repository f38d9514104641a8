import { Int32 } from 'bson';
import { fail, failAt } from '../errors.js';
import { toDouble } from './numbers.js';
import { type Document, fieldOf, isDocument, isNumber } from './values.js';

/** How strings compare under a collation, and a text that equal strings share. */
export interface Collator {
  compare(a: string, b: string): number;
  key(text: string): string;
}

const KNOWN_OPTIONS = new Set([
  'locale',
  'caseLevel',
  'caseFirst',
  'strength',
  'numericOrdering',
  'alternate',
  'maxVariable',
  'normalization',
  'backwards',
  'version',
]);

/**
 * The comparison that a collation asks for; undefined for plain comparison of bytes (none, or the
 * locale "simple"). Refuses what the runtime's collation cannot do: strengths 4 and 5, backwards.
 */
export function collatorOf(collation: unknown): Collator | undefined {
  if (collation === undefined || collation === null) return undefined;
  if (!isDocument(collation)) fail('TypeMismatch', 'collation must be an object');
  const options: Document = collation;
  for (const name of Object.keys(options)) {
    if (!KNOWN_OPTIONS.has(name)) failAt(40415, `BSON field 'collation.${name}' is an unknown field.`);
  }
  const locale = fieldOf(options, 'locale');
  if (locale === undefined) {
    if (Object.keys(options).length === 0) return undefined;
    failAt(40414, "BSON field 'collation.locale' is missing but a required field");
  }
  if (typeof locale !== 'string') fail('TypeMismatch', "Field 'collation.locale' must be a string");
  if (locale === 'simple') return undefined;
  return collatorFor(locale, options);
}

/** Languages that compare letters as the root of all collations does, as far as accents and case go. */
const PLAIN_LANGUAGES = new Set(['de', 'en', 'fr', 'it', 'nl', 'pt']);

/**
 * A text that all texts share that a collation takes for equal, for keeping them apart in an index. Undefined where that
 * is not simple: other languages, and options beside the strength.
 */
export function foldOf(collation: Document): ((text: string) => string) | undefined {
  const { locale, strength, ...options } = collation;
  const language = typeof locale === 'string' ? (locale.split(/[_@-]/)[0] ?? '') : '';
  if (!PLAIN_LANGUAGES.has(language) || Object.keys(options).length > 0) return undefined;
  switch (strengthOf({ strength })) {
    case 1:
      return (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    case 2:
      return (text) => text.normalize('NFD').toLowerCase();
    default:
      return (text) => text.normalize('NFD');
  }
}

/** The options of a collation that was given by some of them, as MongoDB shows them. */
export function fullCollation(collation: Document): Document {
  return { ...DEFAULTS, ...collation, version: '57.1' };
}

const DEFAULTS: Document = {
  locale: 'en',
  caseLevel: false,
  caseFirst: 'off',
  strength: new Int32(3),
  numericOrdering: false,
  alternate: 'non-ignorable',
  maxVariable: 'punct',
  normalization: false,
  backwards: false,
};

function strengthOf(options: Document): number {
  const strength = fieldOf(options, 'strength');
  if (strength === undefined) return 3;
  const level = isNumber(strength) ? toDouble(strength) : 0;
  if (level < 1 || level > 5)
    fail('BadValue', `Enumeration value '${level}' for field 'collation.strength' is not a valid value.`);
  if (level > 3) fail('BadValue', `collation strength ${level} is not supported by the embedded store`);
  return level;
}

function collatorFor(locale: string, options: Document): Collator {
  const strength = strengthOf(options);
  const caseLevel = fieldOf(options, 'caseLevel') === true;
  if (fieldOf(options, 'backwards') === true) {
    fail('BadValue', 'collation option backwards is not supported by the embedded store');
  }
  const language = locale.split('@')[0]?.replace('_', '-') ?? locale;
  if (!isKnownLocale(language)) fail('BadValue', `Field 'locale' is invalid in: { locale: "${locale}" }`);
  const caseFirst = fieldOf(options, 'caseFirst');
  const sensitivity =
    strength === 3 ? 'variant' : strength === 2 ? (caseLevel ? 'variant' : 'accent') : caseLevel ? 'case' : 'base';
  const collator = new Intl.Collator(language, {
    sensitivity,
    numeric: fieldOf(options, 'numericOrdering') === true,
    caseFirst: caseFirst === 'upper' || caseFirst === 'lower' ? caseFirst : 'false',
    ignorePunctuation: fieldOf(options, 'alternate') === 'shifted',
  });
  return { compare: (a, b) => collator.compare(a, b), key: representatives(collator) };
}

function isKnownLocale(locale: string): boolean {
  try {
    return Intl.Collator.supportedLocalesOf([locale]).length > 0;
  } catch {
    // A locale that is not even well formed.
    return false;
  }
}

/**
 * The runtime gives no sort keys, so the first of all equal strings that was met stands for them.
 * They are kept by a coarse folding, within which each is compared.
 */
function representatives(collator: Intl.Collator): (text: string) => string {
  const met = new Map<string, string[]>();
  return (text) => {
    const folded = text
      .normalize('NFKD')
      .replace(/[\p{M}\p{P}\p{Z}\p{C}]/gu, '')
      .toLowerCase()
      .replace(/\d+/g, '0');
    const group = met.get(folded);
    if (!group) {
      met.set(folded, [text]);
      return text;
    }
    const known = group.find((other) => collator.compare(other, text) === 0);
    if (known !== undefined) return known;
    group.push(text);
    return text;
  };
}

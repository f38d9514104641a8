import { z } from 'zod';
import type { Caller, Capability } from '../../domain/access/access.js';
import type { Fault } from '../../domain/input/reader.js';

/** The kinds of agreements and parties that are kept as versioned documents. */
export const NOUN_NAMES = [
  'partner',
  'customer',
  'component',
  'calendar',
  'policy',
  'terms',
  'breach-reason',
  'skill',
  'queue',
  'rota',
  'vendor',
  'deal',
  'subscription',
] as const;
export type NounName = (typeof NOUN_NAMES)[number];

/** Something that a document names and that must exist. */
export interface Reference {
  path: string;
  noun: NounName;
  id: string;
}

/** Somebody whom a document names, who must be of this partner's people, or the provider's (`null`). */
export interface NamedPerson {
  path: string;
  id: string;
  partner: string | null;
}

/** What a document is found and guarded by, taken out of its content. */
export interface Facets {
  partner?: string | null;
  customers?: readonly string[];
  deal?: string;
  /** Domains, addresses and mailboxes in lower case, each with its kind: `domain:hansa-it.example`. */
  words?: readonly string[];
}

/** What a horizon may ask of the deals. */
export interface World {
  /** The customers that a partner has deals with. */
  customersOf(partner: string): Promise<readonly string[]>;
  /** The terms that other partners have with their customers. */
  termsOfOthers(partner: string): Promise<readonly string[]>;
}

/** Which documents of a noun a caller may see, as a filter on facets; `null`: none. */
export type Horizon = (
  caller: Caller,
  world: World,
) => Promise<Record<string, unknown> | null> | Record<string, unknown> | null;

/** What a document refers to, by `noun:id`. */
export type Referred = ReadonlyMap<string, unknown>;

/** A noun of the glossary as data: everything that CRUD, `apply`, OpenAPI and the matrix test need to know of it. */
export interface Noun<Content> {
  name: NounName;
  /** As in `/partners`. */
  path: string;
  schema: z.ZodType<Content>;
  /** Content as answers show it: parts that a reader may not see are left out. */
  shown: z.ZodType;
  manage: Capability;
  /** Whether every version is kept and can be cited. */
  keepsVersions: boolean;
  horizon: Horizon;
  /** Fields that hold for good: another value is another document. */
  fixed?: readonly (keyof Content & string)[];
  /** Whose business it is to make and change this one, among those with the capability. Left out: all of them. */
  mayManage?(content: Content, caller: Caller): boolean;
  facets(content: Content, referred: Referred): Facets;
  references(content: Content): readonly Reference[];
  people?(content: Content): readonly NamedPerson[];
  /** What is wrong with the content beyond its shape; with what it refers to, where that is at hand. */
  faults?(content: Content, referred?: Referred): readonly Fault[];
  /** What the caller sees of it. */
  present(content: Content, caller: Caller): Partial<Content>;
}

export const everyone: Horizon = () => ({});

/** The provider's people see all; a partner what bears its id. */
export const ofPartner =
  (field: string): Horizon =>
  ({ company }) => {
    if (company.kind === 'provider') return {};
    return company.kind === 'partner' ? { [field]: company.id } : null;
  };

/** The provider's people look after all, a partner's after what bears its id. */
export const byItsCompany = ({ partner }: { partner: string | null }, { company }: Caller): boolean =>
  company.kind === 'provider' || (company.kind === 'partner' && company.id === partner);

/** The schema with fields left out or given: what is left out stays so, as defaults do not apply. */
export function partly(schema: z.ZodType, ...needed: readonly string[]): z.ZodType<Record<string, unknown>> {
  if (!(schema instanceof z.ZodObject)) throw new Error('A noun is an object');
  const fields = Object.entries(schema.shape as Record<string, z.ZodType>).map(([name, field]): [string, z.ZodType] => {
    const plain = field instanceof z.ZodDefault ? (field.unwrap() as z.ZodType) : field;
    return [name, needed.includes(name) ? plain : plain.optional()];
  });
  const others = (schema.def.catchall as z.ZodType | undefined) ?? z.never();
  return z.object(Object.fromEntries(fields)).catchall(others);
}

/** Leaves out parts of a content. */
export function without<Content extends object>(
  content: Content,
  ...names: readonly (keyof Content)[]
): Partial<Content> {
  const rest: Partial<Content> = { ...content };
  for (const name of names) delete rest[name];
  return rest;
}

export const refs = (noun: NounName, path: string, ids: readonly (string | null | undefined)[]): Reference[] =>
  ids.flatMap((id, index) =>
    id === null || id === undefined ? [] : [{ noun, id, path: ids.length === 1 ? path : `${path}[${index}]` }],
  );

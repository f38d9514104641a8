import { columnOf, type Reader } from './readers.js';
import { SUBJECT } from './world.js';

/** Something that can be recognised in any answer, and who may be shown it, by the contract's "Who sees what". */
export interface Secret {
  /** Found in the text of an answer. */
  word: string;
  what: string;
  shownTo(reader: Reader): boolean;
}

const provider = (reader: Reader) => reader.side === 'provider';
const ownPartner = (reader: Reader) => reader.side === 'own-partner';
const ownCustomer = (reader: Reader) => reader.side === 'own-customer';
const staff = (reader: Reader) => provider(reader) && columnOf(reader) === 'staff';
const desks = (reader: Reader) => provider(reader) || ownPartner(reader);
const all = (reader: Reader) => desks(reader) || ownCustomer(reader);
const notCustomers = (reader: Reader) => reader.side === 'provider' || reader.side.endsWith('partner');
const people = (names: readonly string[], shownTo: Secret['shownTo']): Secret[] =>
  names.map((word) => ({ word, what: 'the name of a person', shownTo }));

/** Words that were written into the world, each where only some may read it. */
export const SECRETS: readonly Secret[] = [
  { word: SUBJECT, what: 'a ticket', shownTo: all },
  { word: 'worddescription', what: 'what a ticket was described by', shownTo: all },
  {
    word: 'wordforeign',
    what: 'a ticket of another partner',
    shownTo: (reader) => provider(reader) || isForeign(reader),
  },
  { word: 'wordcustomerprovider', what: 'a message to the customer', shownTo: all },
  { word: 'wordcustomerpartner', what: 'a message to the customer', shownTo: all },
  { word: 'wordcustomer', what: 'a message of the customer', shownTo: all },
  { word: 'wordnote', what: 'what the customer was asked', shownTo: all },
  { word: 'worddesksprovider', what: 'a message between the desks', shownTo: desks },
  { word: 'worddeskspartner', what: 'a message between the desks', shownTo: desks },
  { word: 'wordhandover', what: 'a note between the desks', shownTo: desks },
  { word: 'wordthirdparty', what: 'a note between the desks', shownTo: desks },
  { word: 'wordownprovider', what: 'the provider’s own message', shownTo: provider },
  { word: 'wordownpartner', what: 'the partner’s own message', shownTo: ownPartner },
  { word: 'wordthreaddesks', what: 'what the desks said to a third party', shownTo: desks },
  { word: 'wordthreadprovider', what: 'what the provider said to a third party', shownTo: provider },
  { word: 'wordthreadpartner', what: 'what the partner said to a third party', shownTo: ownPartner },
  { word: 'carrier.example', what: 'whom the desks asked', shownTo: desks },
  { word: 'tagprovider', what: 'a tag of the provider', shownTo: provider },
  { word: 'tagpartner', what: 'a tag of the partner', shownTo: desks },
  { word: 'wordsnooze', what: 'why the provider snoozed it', shownTo: provider },
  { word: 'wordreference', what: 'the partner’s reference', shownTo: desks },
  { word: 'wordrating', what: 'a rating', shownTo: all },
  { word: 'wordreport', what: 'an outage that a partner reported', shownTo: desks },
  { word: 'hansa-ola', what: 'the policy that the partner’s tickets stand under', shownTo: desks },
  { word: '"D-1001"', what: 'the partner’s deal', shownTo: desks },
  { word: 'Hansa IT', what: 'the partner’s name, where its brand has another', shownTo: desks },
  { word: 'Northwind', what: 'the provider’s name, where a brand stands for it', shownTo: notCustomers },
  { word: '120000', what: 'a wholesale fee', shownTo: (reader) => staff(reader) || ownPartner(reader) },
  { word: '156000', what: 'a retail fee', shownTo: ownPartner },
  {
    word: 'commissionPercent":"12"',
    what: 'what another partner earns',
    shownTo: (reader) => staff(reader) || isForeign(reader),
  },
  ...people(['pvagent', 'pvlead', 'pvfinance', 'pvadmin'], provider),
  ...people(['hsagent', 'hsadmin', 'hsvictim'], desks),
  ...people(['ibagent', 'ibadmin'], (reader) => provider(reader) || reader.side === 'foreign-partner'),
  ...people(['hlcontact'], all),
];

function isForeign({ side }: Reader): boolean {
  return side === 'foreign-partner' || side === 'foreign-customer';
}

/** What an answer shows a reader that is not theirs, in words. */
export function leaksIn(reader: Reader, text: string): string[] {
  return SECRETS.filter(({ word, shownTo }) => text.includes(word) && !shownTo(reader)).map(
    ({ word, what }) => `${reader.name} is shown “${word}” (${what}): …${around(text, word)}…`,
  );
}

function around(text: string, word: string): string {
  const at = text.indexOf(word);
  return text.slice(Math.max(0, at - 80), at + word.length + 20);
}

/** What the client knows of each noun: where it is, what a list shows, what a new one begins with. */
export interface NounView {
  path: string;
  /** Fields shown in the list, besides number and name. */
  columns: readonly string[];
  /** How a changed one is sent; `null`: it cannot be changed. */
  change: 'put' | 'patch' | null;
  /** The capability that may add and change it. */
  manage: string;
  /** What a new one begins with, as YAML. */
  template: string;
  /** Fields that a change may not carry. */
  fixed?: readonly string[];
}

/** Values that a field may have, for the forms. */
export const CHOICES: Readonly<Record<string, readonly string[]>> = {
  type: ['resale', 'agency', 'direct'],
  support: ['partner-first', 'shared', 'provider-first'],
  renewal: ['automatic', 'by-agreement', 'none'],
  contactAuthority: ['provider-may-write', 'provider-via-partner'],
  recipients: ['partner', 'both', 'customer'],
  language: ['en', 'de', 'es'],
  assignment: ['by-hand', 'round-robin', 'least-loaded', 'by-skill'],
};

export const NOUNS: readonly NounView[] = [
  {
    path: 'partners',
    columns: ['domains', 'timeZone', 'language'],
    change: 'put',
    manage: 'parties:manage',
    template: 'id: P-new\nname: ""\ndomains: []\nmailboxes: []\ncontacts: []\ntimeZone: Europe/Berlin\nlanguage: en\n',
  },
  {
    path: 'customers',
    columns: ['domains', 'timeZone'],
    change: 'put',
    manage: 'parties:manage',
    template: 'id: C-new\nname: ""\ndomains: []\ncontacts: []\ntimeZone: Europe/Berlin\nlanguage: en\n',
  },
  {
    path: 'deals',
    columns: ['customer', 'partner', 'type', 'support', 'contactAuthority'],
    change: 'put',
    manage: 'parties:manage',
    template:
      'id: D-new\npartner: null\ncustomer: ""\ntype: direct\nsupport: null\nfrom: 2026-01-01T00:00:00Z\nuntil: null\ncomponents: []\ncontactAuthority: provider-may-write\nrecipients: customer\ncloseAfterDays: 7\npreAgreed: []\nfollowUps:\n  customer: { calendar: null, remindAfter: [960, 2400], solveAfter: 4800 }\n  third_party: { calendar: null, remindAfter: [960, 2400, 4800], solveAfter: 9600 }\n',
  },
  {
    path: 'subscriptions',
    columns: ['deal', 'components', 'terms', 'start', 'monthlyFee'],
    change: 'put',
    manage: 'parties:manage',
    template:
      'id: S-new\ndeal: ""\ntitle: ""\ncomponents: []\nitems: {}\nstart: 2026-01-01\nend: null\nterms: ""\nmonthlyFee:\n  amount: 0\n  currency: EUR\n',
  },
  {
    path: 'components',
    columns: ['group', 'description'],
    change: 'put',
    manage: 'parties:manage',
    template: 'id: ""\nname: ""\ngroup: null\ndescription: ""\n',
  },
  {
    path: 'terms',
    columns: ['period', 'timeZone'],
    change: 'put',
    manage: 'parties:manage',
    template:
      'id: ""\ntitle: ""\nperiod: calendar-month\ntimeZone: Europe/Berlin\nuptime:\n  coverage: any\n  impacts: { full: "1", degraded: "0.5" }\ncredit:\n  rule: tiers\n  tiers:\n    - { below: "99.9", percent: "10" }\nclaim:\n  required: false\n',
  },
  {
    path: 'breach-reasons',
    columns: ['parties'],
    change: 'put',
    manage: 'agreements:manage',
    template: 'id: ""\nname: ""\nparties: [provider, partner]\n',
  },
  {
    path: 'policies',
    columns: ['scope'],
    change: 'put',
    manage: 'agreements:manage',
    template:
      'id: ""\nname: ""\nscope: { kind: default }\ntargets:\n  - metric: first_response\n    party: provider\n    calendar: ""\n    minutes: { urgent: 30, high: 60, normal: 240, low: 480 }\n',
  },
  {
    path: 'calendars',
    columns: ['timeZone'],
    change: 'put',
    manage: 'agreements:manage',
    template:
      'id: ""\nname: ""\ntimeZone: Europe/Berlin\nhours:\n  mon: [["09:00", "17:00"]]\n  tue: [["09:00", "17:00"]]\n  wed: [["09:00", "17:00"]]\n  thu: [["09:00", "17:00"]]\n  fri: [["09:00", "17:00"]]\nholidays: []\n',
  },
  {
    path: 'queues',
    columns: ['order', 'partner', 'assignment', 'when'],
    change: 'put',
    manage: 'queues:manage',
    fixed: ['id', 'partner'],
    template:
      'id: ""\nname: ""\npartner: null\norder: 100\ndefault: false\nwhen:\n  kinds: []\n  components: []\n  partners: []\n  dealTypes: []\n  languages: []\n  priorities: []\n  courts: []\ncalendar: null\nassignment: by-hand\nagents: []\nskills: []\nfallbackAfterMinutes: 15\npassOnAfterMinutes: null\ntriageMinutes: null\n',
  },
  {
    path: 'rotas',
    columns: ['queue', 'partner', 'timeZone'],
    change: 'put',
    manage: 'queues:manage',
    template:
      'id: ""\nname: ""\npartner: null\nqueue: null\ntimeZone: Europe/Berlin\ncalendar: null\nlayers:\n  - from: 2026-01-05\n    handOver: "09:00"\n    weeks: 1\n    people: []\noverrides: []\n',
  },
  { path: 'skills', columns: [], change: 'put', manage: 'agreements:manage', template: 'id: ""\nname: ""\n' },
  {
    path: 'vendors',
    columns: ['contacts', 'promisedMinutes', 'calendar'],
    change: 'put',
    manage: 'agreements:manage',
    template: 'id: ""\nname: ""\ncontacts:\n  - { name: "", email: "" }\ncalendar: null\npromisedMinutes: 480\n',
  },
  {
    path: 'people',
    columns: ['email', 'roles', 'company', 'active'],
    change: 'patch',
    manage: 'people:manage',
    template:
      'name: ""\nemail: ""\ncompany: { kind: provider }\nroles: [agent]\nlanguage: en\ntimeZone: Europe/Berlin\npassword: ""\n',
    fixed: ['id', 'company'],
  },
  {
    path: 'keys',
    columns: ['company', 'scopes', 'expiresAt', 'revoked'],
    change: null,
    manage: 'people:manage',
    template: 'name: ""\ncompany: { kind: provider }\nscopes: ["tickets:read"]\nexpiresAt: null\n',
  },
];

/** The noun of a path; partners where there is none of that name. */
export function nounOf(path: string | undefined): NounView {
  const [first] = NOUNS;
  const found = NOUNS.find((noun) => noun.path === path) ?? first;
  if (!found) throw new Error('There are no nouns');
  return found;
}

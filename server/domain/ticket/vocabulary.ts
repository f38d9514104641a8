/** `open` → `solved` → `closed`. Waiting is a court, never a state. */
export const STATUSES = ['open', 'solved', 'closed'] as const;
export type Status = (typeof STATUSES)[number];

/** Whose turn it is while a ticket is open. */
export const COURTS = ['provider', 'partner', 'customer', 'third_party'] as const;
export type Court = (typeof COURTS)[number];

/** Who works on tickets. */
export type Desk = 'provider' | 'partner';
export const PARTIES = ['provider', 'partner', 'customer'] as const;
export type Party = (typeof PARTIES)[number];

export const KINDS = ['incident', 'question', 'request', 'upgrade'] as const;
export type Kind = (typeof KINDS)[number];

/** Most urgent first. */
export const PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export type Priority = (typeof PRIORITIES)[number];

export const CHANNELS = ['api', 'web', 'mail', 'call', 'monitor', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** `customer`: all three parties; `desks`: provider and the partner of that moment; `own`: the author's company. */
export const VISIBILITIES = ['customer', 'desks', 'own'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What a person may say of two tickets; splitting adds `split-from`. */
export const RELATIONS = ['related', 'duplicate', 'causes', 'caused-by'] as const;
export type Relation = (typeof RELATIONS)[number] | 'split-from' | 'split-into';

export const UPGRADE_STATES = ['pending', 'approved', 'declined', 'expired'] as const;
export type UpgradeState = (typeof UPGRADE_STATES)[number];

/** Where a deal's customer turns to first. */
export const SUPPORTS = ['partner-first', 'shared', 'provider-first'] as const;
export type Support = (typeof SUPPORTS)[number];

/** What `may` names, in the order of the contract. */
export const VERBS = [
  'reply',
  'note',
  'hand-over',
  'claim',
  'release',
  'assign',
  'priority',
  'solve',
  'reopen',
  'close',
  'rate',
  'snooze',
  'merge',
  'split',
  'link',
  'origin',
] as const;
export type Verb = (typeof VERBS)[number];

/** Limits of what a ticket holds; texts in characters. */
export const LIMITS = {
  subject: 300,
  text: 100_000,
  note: 10_000,
  name: 200,
  tag: 60,
  tags: 50,
  links: 100,
  attachments: 20,
  watchers: 50,
  /** Messages to the customer that the guard against stale replies looks at. */
  shown: 20,
} as const;

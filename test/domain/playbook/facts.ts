import type {
  AgreedPlaybook,
  Playbook,
  PlaybookContext,
  PlaybookFacts,
} from '../../../server/domain/playbook/index.js';
import { type Calendar, type OpenHours, openHours } from '../../../server/domain/time/calendar.js';
import { parseInstant, type Seconds } from '../../../server/domain/time/instant.js';

export const instantOf = (text: string): Seconds => {
  const seconds = parseInstant(text);
  if (seconds === undefined) throw new RangeError(text);
  return seconds;
};

/** A Monday, 09:00 in Berlin. */
export const MONDAY = instantOf('2026-11-02T08:00:00Z');

const week = (timeZone: string, from: string, to: string): Calendar => {
  const windows: [string, string][] = [[from, to]];
  const hours = { mon: windows, tue: windows, wed: windows, thu: windows, fri: windows };
  return { timeZone, hours, holidays: [], exceptions: {} };
};

export const CALENDARS: ReadonlyMap<string, OpenHours> = new Map([
  ['always', openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} })],
  ['berlin-office', openHours(week('Europe/Berlin', '09:00', '17:00'))],
  ['madrid-office', openHours(week('Europe/Madrid', '09:00', '18:00'))],
  ['zurich-office', openHours(week('Europe/Zurich', '08:00', '17:00'))],
  ['provider-office', openHours(week('Europe/London', '08:00', '18:00'))],
]);

export const someFacts = (over: Partial<PlaybookFacts> = {}): PlaybookFacts => ({
  number: 1042,
  subject: 'No outbound calls',
  status: 'open',
  kind: 'incident',
  priority: 'high',
  component: 'voice-eu',
  court: 'partner',
  triage: false,
  tags: [],
  language: 'en',
  queue: null,
  assigned: false,
  partner: { id: 'hansa-it', name: 'Hansa IT' },
  customer: { id: 'C-1', name: 'Hansa Logistics' },
  deal: { id: 'D-1001', type: 'resale', support: 'partner-first' },
  upgrade: null,
  requestedBy: null,
  ...over,
});

export const contextAt = (at: Seconds, over: Partial<PlaybookFacts> = {}): PlaybookContext => ({
  facts: someFacts(over),
  calendars: CALENDARS,
  at,
});

export const agreedOf = (definition: Playbook, owner: string | null = 'hansa-it', version = 1): AgreedPlaybook => ({
  owner,
  version,
  definition,
  tiers: {},
});

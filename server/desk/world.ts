import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connection } from 'mongoose';
import type { Config } from '../config.js';
import { NOUN_NAMES } from '../features/partners/noun.js';
import type { Clock } from '../platform/clock/clock.js';
import type { ManualClock } from '../platform/clock/manual-clock.js';
import type { Logger } from '../platform/logger.js';

export const PROVIDER_NAME = 'Northwind Cloud';
/** Of which subjects every event is an act of money or administration. */
export const AUDITED = [
  'approval',
  'credit',
  'credit-run',
  'sla-change',
  'person',
  'key',
  'account',
  'webhook',
  'playbook',
  ...NOUN_NAMES,
];
export const OUTBOX_PATIENCE_MS = 5_000;
/** Where this runs from, and the project's folder: above `dist` where this is the built server. */
export const BUILT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const PROJECT = basename(BUILT) === 'dist' ? dirname(BUILT) : BUILT;
/** What a webhook's far side has, in milliseconds, and how much of its answer is read, in bytes. */
export const WEBHOOK_LIMITS = { timeout: 15_000, maxBytes: 16_384 };
/** The same of a calendar's feed, which is longer. */
export const FEED_LIMITS = { timeout: 15_000, maxBytes: 500_000 };

/** What a desk is opened with. */
export interface World {
  config: Config;
  connection: Connection;
  clock: Clock | ManualClock;
  logger: Logger;
  secretKey: string;
  /** This process alone uses the store: what a killed one held is free. */
  alone: boolean;
  /** The demo's story: alone with its store, and with ids that follow from this. */
  story?: { newSeed(): string };
}

/** How the desk is reached: by its public address, or where it listens. */
export interface Place {
  /** Over TLS, as far as browsers know. */
  secure: boolean;
  publicUrl(): string;
}

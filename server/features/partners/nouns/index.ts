import type { Noun, NounName } from '../noun.js';
import { breachReason } from './breach-reason.js';
import { customer } from './customer.js';
import { deal } from './deal.js';
import { partner } from './partner.js';
import { rota } from './rota.js';
import { queue, skill } from './routing.js';
import { component, terms } from './service.js';
import { calendar, policy } from './sla.js';
import { subscription } from './subscription.js';
import { vendor } from './vendor.js';

/** Every noun, those that others refer to first: the order in which a folder of agreements is applied. */
export const NOUNS = [
  component,
  calendar,
  terms,
  breachReason,
  skill,
  partner,
  customer,
  queue,
  rota,
  vendor,
  deal,
  policy,
  subscription,
] as const;

/** A noun whose content's type does not matter. */
export type AnyNoun = Noun<{ id: string }>;

export const nouns = (): readonly AnyNoun[] => NOUNS as readonly unknown[] as readonly AnyNoun[];

export function nounOf(name: NounName): AnyNoun {
  const found = nouns().find((noun) => noun.name === name);
  if (!found) throw new Error(`${name} is no noun`);
  return found;
}

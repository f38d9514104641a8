import type { Seconds } from '../time/instant.js';

/** What the desk knows of parties and agreements when a message comes in. */
export interface OriginFacts {
  desk: { domains: readonly string[] };
  partners: readonly PartnerFacts[];
  customers: readonly CustomerFacts[];
  deals: readonly DealFacts[];
  /** What people settled before: this requester's address belongs to that deal. */
  settled: readonly { address: string; deal: string }[];
}

export interface PartnerFacts {
  id: string;
  domains: readonly string[];
  /** Addresses of the desk that take mail for this partner. */
  mailboxes: readonly string[];
}

export interface CustomerFacts {
  id: string;
  domains: readonly string[];
  contacts: readonly string[];
}

export interface DealFacts {
  id: string;
  /** `null`: a direct deal. */
  partner: string | null;
  customer: string;
  /** Active from here… */
  from: Seconds;
  /** …up to here, not included; `null`: without end. */
  until: Seconds | null;
  components: readonly string[];
}

/** Who is signed in or whose key it is; `null` for mail and the open form. */
export type OriginCaller = { partner: string } | { customer: string } | { provider: true } | null;

export interface OriginMessage {
  at: Seconds;
  caller: OriginCaller;
  /** For a `null` caller, whether the sender's address is proved; true for every other. */
  authenticated: boolean;
  dealReference: string | null;
  requester: string;
  to: readonly string[];
  component: string | null;
}

/** The rules in the order in which evidence is listed. */
export const ORIGIN_RULES = [
  'caller-partner',
  'caller-customer',
  'deal-reference',
  'address-deal',
  'settled',
  'contact',
  'address-partner',
  'domain',
  'component',
] as const;
export type OriginRule = (typeof ORIGIN_RULES)[number];

export const ORIGIN_TYPES = ['partner-deal', 'direct-deal', 'partner', 'customer', 'unknown'] as const;
export type OriginType = (typeof ORIGIN_TYPES)[number];

export const ORIGIN_CONFIDENCES = ['certain', 'likely', 'claimed', 'none'] as const;
export type OriginConfidence = (typeof ORIGIN_CONFIDENCES)[number];

/** A rule that spoke: what made it speak, and the deals that it names, sorted by id. */
export interface OriginEvidence {
  rule: OriginRule;
  value: string;
  deals: string[];
  /** It named none of the deals that were agreed on. */
  against: boolean;
}

/** Where a ticket comes from, with the reasons. */
export interface OriginOutput {
  type: OriginType;
  partner: string | null;
  customer: string | null;
  deal: string | null;
  confidence: OriginConfidence;
  triage: boolean;
  disagreement: boolean;
  candidates: string[];
  evidence: OriginEvidence[];
}

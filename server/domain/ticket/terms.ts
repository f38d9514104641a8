import type { ContactAuthority, RecipientPolicy } from '../mail/recipients.js';
import type { DealType } from '../playbook/definition.js';
import type { Named } from './state.js';
import type { Support } from './vocabulary.js';
import type { AgreedFollowUps } from './waiting.js';

/** What a deal says that its customer hears of warnings and breaches of what is promised to it. Vocabulary of the deal. */
export const CUSTOMER_HEARS = ['nothing', 'breaches', 'warnings-and-breaches'] as const;
export type CustomerHears = (typeof CUSTOMER_HEARS)[number];

/** Whether a customer is told of a warning or breach of its promise: what was found late is no news to it. */
export const customerIsTold = (
  { isBreach, isLate }: { isBreach: boolean; isLate: boolean },
  hears: CustomerHears,
): boolean => !isLate && (hears === 'warnings-and-breaches' || (isBreach && hears === 'breaches'));

/** A deal as far as its tickets go by it. */
export interface DealTerms {
  id: string;
  type: DealType;
  /** `null`: a direct deal. */
  partner: Named | null;
  customer: Named;
  /** In which the customer speaks. */
  language: string | null;
  /** `null`: a direct deal. */
  support: Support | null;
  contactAuthority: ContactAuthority;
  /** Days after which a solved ticket closes by itself. */
  closeAfterDays: number;
  /** What happens while somebody is waited for. */
  followUps: AgreedFollowUps;
  /** Where the customer is. */
  timeZone: string;
  /** Whether the partner sees the provider's SLA rows. */
  sharesProviderRows: boolean;
  /** What the customer is told of its promises' clocks by itself. */
  customerHears: CustomerHears;
  /** Who is written to about its tickets. */
  recipients: RecipientPolicy;
  brand: Brand;
}

/** What a customer sees instead of the parties behind it. */
export interface Brand {
  /** The name that stands for whoever works on the ticket. */
  name: string;
  /** Whether the customer sees that somebody has the ticket (by the brand's name). */
  showsAssignee: boolean;
}

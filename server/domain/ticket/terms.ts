import type { ContactAuthority, RecipientPolicy } from '../mail/recipients.js';
import type { DealType } from '../playbook/definition.js';
import type { Named } from './state.js';
import type { Support } from './vocabulary.js';
import type { AgreedFollowUps } from './waiting.js';

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

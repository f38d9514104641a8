/** How a mail looks: the partner's own face, or the provider's. */
export interface MailBrand {
  senderName: string;
  /** `#rrggbb`; anything else is replaced by the house's colour. */
  colour: string | null;
  /** An `https:` picture; anything else is left out. */
  logo: string | null;
}

/** What somebody wrote, as it was stored: never trusted, cleaned when the mail is made. */
export interface Said {
  author: string;
  text: string | null;
  html: string | null;
}

export interface Button {
  label: string;
  url: string;
}

export interface Fact {
  label: string;
  value: string;
}

/** Whose turn it is, in words that name them. */
export interface Turn {
  court: 'provider' | 'partner' | 'customer' | 'third_party';
  words: string;
}

/** What every mail has. */
export interface Common {
  brand: MailBrand;
  /** The line that mail programs show beside the subject. */
  preview: string;
  /** Stands above everything: whom to pass this on to. */
  remark: string | null;
  /** The foot: why they get it, how to answer. */
  why: string;
}

interface OfTicket extends Common {
  ticket: { number: number; subject: string };
  turn: Turn | null;
  promise: string | null;
  button: Button | null;
}

interface OfOutage extends Common {
  outage: { title: string; state: string };
  facts: readonly Fact[];
  message: Said | null;
  /** Their tickets that wait for it, in words. */
  linked: string | null;
  button: Button;
}

/** Every kind of mail and what it says. A template's fields are exactly these. */
interface MailContents {
  'ticket-received': OfTicket & { loggedBy: string | null; message: Said | null };
  'ticket-updated': OfTicket & { message: Said };
  'ticket-waiting': OfTicket & { message: Said | null; closes: string | null };
  'ticket-reminder': OfTicket & { closes: string | null };
  'ticket-solved': OfTicket & { message: Said | null; closes: string | null };
  'ticket-reopened': OfTicket & { by: string; message: Said | null };
  'ticket-closed': OfTicket & { because: string };
  'outage-started': OfOutage;
  'outage-updated': OfOutage;
  'outage-ended': OfOutage;
  'approval-asked': Common & {
    approval: { title: string; asks: string; silence: string };
    facts: readonly Fact[];
    button: Button;
  };
  'credit-note': Common & {
    note: { number: string; amount: string; party: string; because: string };
    facts: readonly Fact[];
    passOn: string | null;
    button: Button;
  };
  'one-time-link': Common & { ticketNumber: number; until: string; button: Button };
  'address-confirmation': Common & { ticketNumber: number; until: string; button: Button };
  'partner-new-ticket': OfTicket & { customerName: string | null; facts: readonly Fact[]; message: Said | null };
  'partner-update': OfTicket & { message: Said };
  'partner-hand-over': OfTicket & { by: string; facts: readonly Fact[]; message: Said | null };
  'breach-warning': OfTicket & { warning: { headline: string; words: string }; facts: readonly Fact[] };
  'third-party-message': Common & { subject: string; sender: string; message: Said };
  invitation: Common & { inviter: string; company: string; role: string; until: string; button: Button };
  'password-reset': Common & { until: string; button: Button };
}

export type MailKind = keyof MailContents;

/** A mail of one kind with its contents. */
export type MailContent = { [K in MailKind]: { kind: K; data: MailContents[K] } }[MailKind];

import type { Seconds } from '../../domain/time/instant.js';

/** How somebody came in and went out, for the audit trail. It holds ids: of an address that nobody has it knows nothing. */
export interface AccountState {
  /** The person; `null` for the attempts at addresses that nobody has. */
  person: string | null;
  partner: string | null;
  customer: string | null;
}

export type AccountEvent =
  | { type: 'signed-in'; at: Seconds }
  | { type: 'sign-in-failed'; at: Seconds; person: string | null }
  | { type: 'signed-out'; at: Seconds }
  | { type: 'sessions-ended'; at: Seconds };

/** Somebody asked for a link to choose a new password. Whether there is such an account is found out later. */
export interface PasswordRequest {
  email: string;
}

export type PasswordRequestEvent = { type: 'password-asked'; at: Seconds };

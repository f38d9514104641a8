import { SYSTEM } from '../../domain/access/access.js';
import { changed } from '../../domain/decision.js';
import type { Seconds } from '../../domain/time/instant.js';
import { hashedId } from '../../platform/ids/ids.js';
import type { Changes } from '../../platform/log/changes.js';
import { type Command, commandOf } from '../../platform/log/command.js';
import { Problem } from '../../platform/problems.js';
import type { AccountEvent, AccountState } from './account-state.js';
import type { PeopleModels } from './model.js';
import type { PersonState } from './state.js';

/** Attempts at addresses that nobody has are noted on so many documents, however many addresses are tried. */
const NOBODIES = 64;

interface Whose {
  id: string;
  state: Pick<PersonState, 'company'>;
}

/** Notes for the audit trail how people come in and go out; the same work whether there is such a person or not. */
export function accounts({ models, changes }: { models: PeopleModels; changes: Changes }) {
  async function note(
    id: string,
    command: Command,
    begin: AccountState,
    event: (at: Seconds) => AccountEvent,
  ): Promise<void> {
    const again = (state: AccountState, at: Seconds) => changed({ ...state, ...begin }, [event(at)]);
    try {
      await changes.change(models.accounts, command, { _id: id }, again);
    } catch (missing) {
      if (!(missing instanceof Problem) || missing.code !== 'not-found') throw missing;
      try {
        await changes.create(models.accounts, command, id, (at) => changed(begin, [event(at)]));
      } catch (raced) {
        if (!(raced instanceof Problem) || raced.code !== 'exists') throw raced;
        await changes.change(models.accounts, command, { _id: id }, again);
      }
    }
  }

  const stateOf = ({ id, state: { company } }: Whose): AccountState => ({
    person: id,
    partner: company.kind === 'partner' ? company.id : null,
    customer: company.kind === 'customer' ? company.id : null,
  });

  return {
    /** A failed attempt at an address; nobody is named where nobody has it. */
    failed(email: string, whose: Whose | null): Promise<void> {
      const nobody = `nobody-${Number.parseInt(hashedId('nobody', email).replace(/\D/g, '').slice(0, 6) || '0', 10) % NOBODIES}`;
      const begin = whose ? stateOf(whose) : { person: null, partner: null, customer: null };
      return note(whose?.id ?? nobody, commandOf(SYSTEM), begin, (at) => ({
        type: 'sign-in-failed',
        at,
        person: begin.person,
      }));
    },
    /** What a person did with their sessions, or somebody who may did for them. */
    noted: (whose: Whose, type: 'signed-in' | 'signed-out' | 'sessions-ended', command: Command): Promise<void> =>
      note(whose.id, command, stateOf(whose), (at) => ({ type, at })),
  };
}
export type Accounts = ReturnType<typeof accounts>;

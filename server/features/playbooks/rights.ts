import { type Caller, can, hasRole } from '../../domain/access/access.js';
import { Problem } from '../../platform/problems.js';
import type { PlaybookAgreements, PlaybookOwner } from './ports.js';

/** Who may see and sign whose playbooks, by the table of who may what. A stranger's do not exist. */
export function playbookRights({ agreements }: { agreements: PlaybookAgreements }) {
  /** The owner, if the caller may see its playbooks; `null` is the provider, which has nothing to know. */
  async function seen(caller: Caller, owner: string | null): Promise<PlaybookOwner | null> {
    const { company } = caller;
    const theirs = company.kind === 'provider' || (company.kind === 'partner' && company.id === owner);
    if (!theirs) throw new Problem('not-found');
    if (owner === null) return null;
    const found = await agreements.owner(owner);
    if (!found) throw new Problem('not-found');
    return found;
  }

  /** That the caller may sign for the owner: the desk itself, the provider's own people, the partner's own people. */
  async function signing(caller: Caller, owner: string | null): Promise<void> {
    const found = await seen(caller, owner);
    if (caller.kind === 'system') return;
    if (owner === null) {
      if (!can(caller, 'agreements:manage'))
        throw new Problem('not-allowed', 'This takes somebody who may change the provider’s playbooks.');
      return;
    }
    if (caller.company.kind === 'partner' && hasRole(caller, 'partner-admin')) return;
    const address = caller.company.kind === 'partner' ? await agreements.addressOf(caller.id) : null;
    if (address !== null && can(caller, 'playbooks:sign') && found?.approvers.includes(address)) return;
    throw new Problem('not-allowed', 'The partner’s own admin, or whom it names as approver, signs its playbooks.');
  }

  /** Whether the caller may sign, for those who are offered to. */
  async function maySign(caller: Caller, owner: string | null): Promise<boolean> {
    try {
      await signing(caller, owner);
      return true;
    } catch (error) {
      if (error instanceof Problem && error.code === 'not-allowed') return false;
      throw error;
    }
  }

  return { seen, signing, maySign };
}

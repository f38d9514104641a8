import { type Caller, can, hasRole, type Role } from '../../domain/access/access.js';
import { sameForm } from '../../domain/mail/address.js';
import type { Approver } from '../../domain/playbook/approval.js';
import type { ApprovalRecord } from './model.js';

interface PersonKnown {
  id: string;
  name: string;
  email: string;
  company: Caller['company'];
  roles: readonly Role[];
  active: boolean;
}

export interface WhoPorts {
  people: {
    byId(id: string): Promise<PersonKnown | null>;
    byEmail(address: string): Promise<PersonKnown | null>;
    ofCompany(company: Caller['company'], roles?: readonly Role[]): Promise<PersonKnown[]>;
  };
  /** The addresses that a deal and its partner name as approvers. */
  approversOf(deal: string | null, partner: string | null): Promise<readonly string[]>;
}

/** Somebody who would answer, and whether they are among those asked. */
export interface Answerer {
  approver: Approver;
  party: 'provider' | 'partner';
  isAsked: boolean;
}

/** Roles that answer for their side without being named (the capability table's rows of `approvals:decide`). */
const rolesFor = ({ of, money }: Pick<ApprovalRecord, 'of' | 'money'>): readonly Role[] => {
  if (of.party === 'partner') return ['partner-admin'];
  return money ? ['finance', 'admin'] : ['lead', 'admin'];
};

/** Who is asked, who somebody is who answers, and whom a question is mailed to. */
export function whoAnswers({ people, approversOf }: WhoPorts) {
  const companyOf = ({ of }: ApprovalRecord): Caller['company'] =>
    of.partner === null ? { kind: 'provider' } : { kind: 'partner', id: of.partner };

  const isOf = (record: ApprovalRecord, company: Caller['company']): boolean =>
    record.of.partner === null
      ? company.kind === 'provider'
      : company.kind === 'partner' && company.id === record.of.partner;

  async function named({ of, deal }: ApprovalRecord): Promise<Set<string>> {
    const approvers = of.party === 'partner' ? await approversOf(deal, of.partner) : [];
    return new Set([...of.named.map(({ address }) => address), ...approvers].map(sameForm));
  }

  return {
    /** Somebody signed in, or a key, which answers as its company's named approver. */
    async caller(caller: Caller, record: ApprovalRecord): Promise<Answerer> {
      const { party } = record.of;
      const person = caller.kind === 'person' ? await people.byId(caller.id) : null;
      const also = person ? [visitorId(person.email)] : [];
      const approver = { id: caller.id, name: caller.name, also };
      if (!isOf(record, caller.company) || !can(caller, 'approvals:decide')) return { approver, party, isAsked: false };
      const isNamed = person !== null && (await named(record)).has(sameForm(person.email));
      return { approver, party, isAsked: caller.kind === 'key' || hasRole(caller, ...rolesFor(record)) || isNamed };
    },
    /** Whoever holds a link that was mailed to an address: the same person as the account of that address. */
    async holder(email: string, record: ApprovalRecord): Promise<Answerer> {
      const address = sameForm(email);
      const { party } = record.of;
      const person = await people.byEmail(address);
      const isNamed = (await named(record)).has(address);
      if (!person) {
        const name = record.of.named.find((one) => sameForm(one.address) === address)?.name ?? address;
        return { approver: { id: visitorId(address), name, also: [] }, party, isAsked: isNamed };
      }
      const byRole = isOf(record, person.company) && person.roles.some((role) => rolesFor(record).includes(role));
      const approver = { id: person.id, name: person.name, also: [visitorId(address)] };
      return { approver, party, isAsked: person.active && (isNamed || byRole) };
    },
    /** Those whom the question is mailed to: who is named; where nobody is, whoever may answer by their role. */
    async mailed(record: ApprovalRecord): Promise<{ name: string; address: string }[]> {
      const known = new Map(record.of.named.map(({ name, address }) => [sameForm(address), name]));
      if (known.size === 0) {
        for (const address of await named(record)) known.set(address, (await people.byEmail(address))?.name ?? '');
      }
      if (known.size === 0) {
        const found = await people.ofCompany(companyOf(record), rolesFor(record));
        for (const { email, name } of found) known.set(sameForm(email), name);
      }
      return [...known].map(([address, name]) => ({ address, name }));
    },
    isOf,
  };
}
export type WhoAnswers = ReturnType<typeof whoAnswers>;

/** How the desk knows somebody by their address alone, as who logged a ticket is known. */
const visitorId = (address: string): string => `visitor:${sameForm(address)}`;

import type { TicketState } from '../../domain/ticket/state.js';
import type { Consumer } from '../../platform/log/consumers.js';

type Settled = Pick<NonNullable<TicketState['upgrade']>, 'subscription' | 'item' | 'quantity' | 'from' | 'increase'>;

interface Dependencies {
  ticket(id: string): Promise<TicketState>;
  upgrades: { settle(request: string, upgrade: Settled, accepted: boolean): Promise<void> };
}

/**
 * Puts what tickets agreed to on their subscriptions, and frees what they did not. A ticket that is closed while its
 * upgrade is not decided asks for nothing any more.
 */
export const settledUpgrades = ({ ticket, upgrades }: Dependencies): Consumer => ({
  name: 'upgrades',
  types: ['ticket-upgrade-settled', 'ticket-closed'],
  async handle({ subject }) {
    const { upgrade, status } = await ticket(subject.id);
    if (upgrade === null || (upgrade.state === 'pending' && status !== 'closed')) return;
    await upgrades.settle(subject.id, upgrade, upgrade.state === 'approved');
  },
});

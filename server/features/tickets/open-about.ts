import type { TicketDocument } from './model.js';
import type { TicketService } from './service/index.js';

const LIMIT = 1_000;

/** Open tickets by what they are about, for outages that link them. */
export function openAbout({ tickets }: { tickets: Pick<TicketService, 'store'> }) {
  const { tickets: model } = tickets.store.models;
  const brief = ({ _id, state }: TicketDocument) => ({
    ...{
      id: _id,
      number: state.number,
      customer: state.origin.customer?.id ?? null,
      partner: state.origin.partner?.id ?? null,
    },
  });
  return {
    async openAbout(components: readonly string[]) {
      const filter = { 'state.status': 'open', 'state.component': { $in: components } };
      const found = await model
        .find(filter as never)
        .sort({ _id: 1 })
        .limit(LIMIT)
        .lean<TicketDocument[]>();
      return found.map(brief);
    },
    async openOne(id: string) {
      const found = await tickets.store.asFollowed(id);
      return found?.state.status === 'open' ? { ...brief(found), component: found.state.component } : null;
    },
  };
}

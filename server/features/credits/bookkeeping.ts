import { appliedLines, paidLines, reversedLines } from '../../domain/credit/ledger.js';
import { toSeconds } from '../../platform/clock/clock.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { LedgerService } from './ledger.js';
import type { Credit } from './model.js';

/** What follows in the ledger when a credit is used or taken back; each event has its entry once. */
export function creditBookkeeping(ledger: LedgerService, load: (id: string) => Promise<{ credit: Credit }>): Consumer {
  return {
    name: 'credit-ledger',
    types: ['credit.voided', 'credit.applied', 'credit.paid'],
    async handle(event) {
      const { credit } = await load(event.subject.id);
      const { amount, holder, journal } = { ...credit, amount: credit.facts.amount };
      const at = toSeconds(event.at);
      const post = (words: string, lines: Parameters<LedgerService['post']>[2]) =>
        ledger.post(event.id, words, lines, at);
      const about = `${credit.subscription}, ${credit.period}`;
      if (event.type === 'credit.applied') await post(`Credit applied: ${about}`, appliedLines(amount, holder));
      if (event.type === 'credit.paid') await post(`Credit paid out: ${about}`, paidLines(amount, holder));
      if (event.type === 'credit.voided' && event.data.reversal === true)
        await post(`Credit void: ${about}`, reversedLines(journal));
    },
  };
}

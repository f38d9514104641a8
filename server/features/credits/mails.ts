import { SYSTEM } from '../../domain/access/access.js';
import { exponentOf } from '../../domain/money/currency.js';
import type { Money } from '../../domain/money/money.js';
import type { Consumer } from '../../platform/log/consumers.js';
import type { CreditNotice } from '../mail/notices.js';
import type { Names } from './present.js';
import type { CreditNow, CreditService } from './service.js';

interface Dependencies {
  credits: Pick<CreditService, 'one'>;
  notices: {
    credit(
      cause: { event: string; topic: { kind: string; id: string } },
      deal: string,
      notice: CreditNotice,
    ): Promise<void>;
  };
  namesOf(credits: readonly CreditNow[]): Promise<Names>;
}

/** The credit-note mail, to the party that is credited. */
export const creditMails = ({ credits, notices, namesOf }: Dependencies): Consumer => ({
  name: 'credit-mails',
  types: ['credit.issued'],
  async handle({ id: event, subject, data }) {
    const now = await credits.one(SYSTEM, subject.id);
    const names = await namesOf([now]);
    const { credit } = now;
    const cause = { event, topic: { kind: 'credit', id: now.id } };
    await notices.credit(
      cause,
      credit.deal,
      noticeOf(now, names.get(`subscription:${credit.subscription}`) ?? credit.subscription, String(data.note)),
    );
  },
});

function noticeOf({ credit }: CreditNow, subscription: string, number: string): CreditNotice {
  const { output, passThrough, holder } = credit;
  const share = passThrough?.money
    ? wordsOf(passThrough.money)
    : passThrough?.percent
      ? `${passThrough.percent} % of what it pays`
      : null;
  return {
    number,
    amount: wordsOf(output.credit),
    to: holder.kind,
    because: `${subscription} was up ${output.uptimePercent} % of ${credit.period}`,
    facts: [
      { label: 'Subscription', value: `${subscription} (${credit.subscription})` },
      { label: 'Period', value: credit.period },
      { label: 'Uptime', value: `${output.uptimePercent} %` },
      { label: 'Downtime', value: `${output.downtime.seconds} seconds` },
      { label: 'Fee of the period', value: wordsOf(output.fee) },
    ],
    passOn: share === null ? null : `By your own terms you owe your customer ${share}.`,
  };
}

/** `77.42 EUR`: an amount as people write it, by its currency's decimals. */
export function wordsOf({ amount, currency }: Money): string {
  const decimals = exponentOf(currency) ?? 2;
  const digits = String(Math.abs(amount)).padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const part = decimals === 0 ? '' : `.${digits.slice(-decimals)}`;
  return `${amount < 0 ? '-' : ''}${whole}${part} ${currency}`;
}

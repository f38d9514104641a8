import { Button, Group, Modal, TextInput } from '@mantine/core';
import { IconFileTypePdf } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import type { Credit } from '../api/types.js';
import { decimal, money, period } from '../shared/format.js';
import { Facts, Frame, Loaded, PageHeader, Table, WayBack } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import { CalculationSteps, inputOf, isCalculation } from './calculation.js';
import css from './credits.module.css';
import { CreditState } from './list.js';
import { useCredit, useCreditVerb } from './queries.js';

type Verb = NonNullable<Credit['may']>[number];

const VERBS: readonly Verb[] = ['approve', 'claim', 'apply', 'pay', 'dispute', 'void'];
/** What a command has to be told: the invoice that a credit is set off against, the reference of a payment. */
const TOLD: Partial<Record<Verb, 'invoice' | 'reference'>> = { apply: 'invoice', pay: 'reference' };
const AT_ONCE: readonly Verb[] = ['approve', 'claim'];

function Decide({ credit }: { credit: Credit }) {
  const { t } = useTranslation();
  const act = useCreditVerb(credit.id);
  const [asked, ask] = useState<Verb | null>(null);
  const [told, setTold] = useState('');
  const field = asked ? TOLD[asked] : undefined;
  const press = (verb: Verb) => (AT_ONCE.includes(verb) ? act.mutate({ verb }) : ask(verb));
  return (
    <Group gap="xs">
      {VERBS.filter((verb) => credit.may?.includes(verb)).map((verb) => (
        <Button
          key={verb}
          variant={AT_ONCE.includes(verb) ? 'filled' : 'default'}
          loading={act.isPending}
          onClick={() => press(verb)}
        >
          {t(`credits.${verb}`)}
        </Button>
      ))}
      <Modal opened={asked !== null} onClose={() => ask(null)} title={asked ? t(`credits.${asked}`) : undefined}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (asked)
              act.mutate(
                { verb: asked, ...(field ? { body: { [field]: told } } : {}) },
                { onSuccess: () => ask(null) },
              );
          }}
        >
          {field ? (
            <TextInput
              label={t(`credits.${field}`)}
              required
              data-autofocus
              value={told}
              onChange={(event) => setTold(event.currentTarget.value)}
            />
          ) : (
            <p>{asked ? t(`credits.sure.${asked}`) : null}</p>
          )}
          <Group justify="flex-end" gap="xs" mt="md">
            <Button variant="default" onClick={() => ask(null)}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={field !== undefined && !told.trim()} loading={act.isPending}>
              {asked ? t(`credits.${asked}`) : ''}
            </Button>
          </Group>
        </form>
      </Modal>
    </Group>
  );
}

function Journal({ lines }: { lines: NonNullable<Credit['journal']> }) {
  const { t } = useTranslation();
  return (
    <section>
      <h2>{t('credits.ledger')}</h2>
      <Table label={t('credits.ledger')}>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.account} ${line.holder?.id ?? ''} ${line.amount}`}>
              <td>
                {line.account}
                {line.holder ? <span className={shared.dim}> · {line.holder.id}</span> : null}
              </td>
              <td data-numeric>{money(line)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className={shared.dim}>{t('credits.ledgerZero')}</p>
    </section>
  );
}

function Open({ credit }: { credit: Credit }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={`${period(credit.period)} · ${credit.subscription.name}`} actions={<Decide credit={credit} />}>
        <CreditState credit={credit} />
      </PageHeader>
      <div className={css.columns}>
        <section>
          <h2>{t('credits.calc.title')}</h2>
          {isCalculation(credit.output) ? (
            <CalculationSteps output={credit.output} input={inputOf(credit.input)} />
          ) : (
            <p>{t('credits.calc.none')}</p>
          )}
          {credit.input ? (
            <details className={css.raw}>
              <summary>{t('credits.calc.raw')}</summary>
              <pre>{JSON.stringify({ input: credit.input, output: credit.output }, null, 2)}</pre>
            </details>
          ) : null}
        </section>
        <aside aria-label={t('ticket.details')}>
          <div className={css.amount}>{credit.amount ? money(credit.amount) : '–'}</div>
          <Facts
            items={[
              [t('credits.to'), credit.creditedTo.name],
              [t('credits.customer'), credit.customer.name],
              credit.partner ? [t('ticket.origin.partner'), credit.partner.name] : null,
              credit.deal ? [t('ticket.origin.deal'), credit.deal.id] : null,
              [t('parties.field.terms'), `${credit.terms.id} v${credit.terms.version}`],
              [t('credits.uptime'), `${decimal(credit.uptimePercent)} %`],
              credit.until ? [t('credits.until'), <When key="until" at={credit.until} />] : null,
              credit.number ? [t('credits.number'), credit.number] : null,
              credit.issuedAt ? [t('credits.issued'), <When key="at" at={credit.issuedAt} />] : null,
              credit.clawback ? [t('credits.clawback'), money(credit.clawback.commission)] : null,
              credit.passThrough
                ? [
                    t('credits.passThrough'),
                    [
                      credit.passThrough.percent ? `${decimal(credit.passThrough.percent)} %` : null,
                      credit.passThrough.amount ? money(credit.passThrough.amount) : null,
                    ]
                      .filter(Boolean)
                      .join(' = ') || '–',
                  ]
                : null,
            ]}
          />
          {credit.number ? (
            <Button
              component="a"
              href={`/api/v1/credits/${encodeURIComponent(credit.id)}/note.pdf`}
              variant="default"
              leftSection={<IconFileTypePdf size={16} />}
            >
              {t('credits.note')}
            </Button>
          ) : null}
          {credit.journal ? <Journal lines={credit.journal} /> : null}
        </aside>
      </div>
    </>
  );
}

/** One credit: what, to whom, and why exactly this much. */
export function Component() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const base = useLocation().pathname.startsWith('/partner') ? '/partner/credits' : '/credits';
  const credit = useCredit(id);
  return (
    <Frame width="wide" inPortal={base.startsWith('/partner')}>
      <WayBack to={base}>{t('credits.title')}</WayBack>
      <Loaded query={credit} rows={8}>
        {(data) => <Open credit={data} />}
      </Loaded>
    </Frame>
  );
}

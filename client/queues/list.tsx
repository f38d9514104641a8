import { Button } from '@mantine/core';
import { IconInbox, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Noun } from '../api/types.js';
import { NounNav } from '../parties/list.js';
import parties from '../parties/parties.module.css';
import { useNounList } from '../parties/queries.js';
import { useCan } from '../session/session.js';
import { Empty } from '../shared/notice.js';
import { Loaded, PageHeader } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { inOrder, settingsOf } from './content.js';
import { usePlace } from './queries.js';
import css from './queues.module.css';
import { RuleWords } from './rule.js';

function Item({ queue }: { queue: Noun }) {
  const { t } = useTranslation();
  const { base } = usePlace();
  const { name, order, rules, assignment, default: isDefault } = settingsOf(queue);
  return (
    <li className={css.item}>
      <span className={css.order} title={t('queues.order')}>
        {isDefault ? t('queues.last') : order}
      </span>
      <div>
        <Link to={`${base}/${encodeURIComponent(queue.id)}`} className={css.itemName}>
          {name}
        </Link>
        {isDefault ? <p className={shared.dim}>{t('queues.default')}</p> : null}
        {!isDefault && rules.length === 0 ? <p className={shared.dim}>{t('queues.noRules')}</p> : null}
        <ol className={css.itemRules} data-several={rules.length > 1 || undefined}>
          {rules.map((rule, index) => (
            <li key={index}>
              <RuleWords rule={rule} />
            </li>
          ))}
        </ol>
      </div>
      <span className={css.way}>{t(`parties.choice.assignment.${assignment}`)}</span>
    </li>
  );
}

/** Queues in the order in which they are asked; a partner's beside the provider's in a part of their own. */
function Queues() {
  const { t } = useTranslation();
  const { base, partner } = usePlace();
  const mayManage = useCan('queues:manage');
  const partners = useNounList('partners').data ?? [];
  return (
    <section>
      <PageHeader
        title={t('queues.title')}
        actions={
          mayManage ? (
            <Button component={Link} to={`${base}/new`} leftSection={<IconPlus size={16} />}>
              {t('queues.add')}
            </Button>
          ) : null
        }
      >
        {t('queues.lead')}
      </PageHeader>
      <Loaded query={useNounList('queues')}>
        {(queues) => {
          const owners = [...new Set([partner, ...queues.map((one) => ownerOf(one))])];
          const shown = owners
            .map((owner) => ({ owner, of: inOrder(queues.filter((one) => ownerOf(one) === owner)) }))
            .filter(({ of }) => of.length > 0);
          if (shown.length === 0)
            return (
              <Empty icon={IconInbox} title={t('queues.none')}>
                {t('queues.noneDetail')}
              </Empty>
            );
          return shown.map(({ owner, of }) => (
            <div key={owner ?? ''} className={css.owner}>
              {owner === partner ? null : <h2>{partners.find(({ id }) => id === owner)?.name ?? owner}</h2>}
              <ol className={css.items}>
                {of.map((queue) => (
                  <Item key={queue.id} queue={queue} />
                ))}
              </ol>
            </div>
          ));
        }}
      </Loaded>
    </section>
  );
}

const ownerOf = ({ partner }: Noun): string | null => (typeof partner === 'string' ? partner : null);

/** The queues, at the desk and in the portal. */
export function Component() {
  const { isDesk } = usePlace();
  if (!isDesk) return <Queues />;
  return (
    <div className={parties.page}>
      <NounNav current="queues" />
      <Queues />
    </div>
  );
}

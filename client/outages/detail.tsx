import { Button, Group, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Outage } from '../api/types.js';
import { useMinute } from '../shared/clock.js';
import { duration, money } from '../shared/format.js';
import { Notice } from '../shared/notice.js';
import { Facts, Frame, Loaded, PageHeader, StateMark, WayBack } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import { When } from '../shared/when.js';
import { CorrectOutage } from './correct.js';
import css from './outages.module.css';
import { componentNames, outageTone, useOutage, useOutageVerb } from './queries.js';

function Update({ outage }: { outage: Outage }) {
  const { t } = useTranslation();
  const act = useOutageVerb(outage.id);
  const [text, setText] = useState('');
  const may = outage.may ?? [];
  const done = { onSuccess: () => setText('') };
  const end = async () => {
    if (text.trim()) await act.mutateAsync({ verb: 'updates', body: { text } });
    await act.mutateAsync({ verb: 'end' });
    setText('');
  };
  if (!may.includes('update') && !may.includes('end')) return null;
  return (
    <form
      className={css.update}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate({ verb: 'updates', body: { text } }, done);
      }}
    >
      <Textarea
        label={t('outages.update')}
        description={t('outages.updateReaders')}
        autosize
        minRows={3}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap="xs" justify="flex-end">
        {may.includes('end') ? (
          <Button variant="default" loading={act.isPending} onClick={() => void end()}>
            {t(text.trim() ? 'outages.endWith' : 'outages.end')}
          </Button>
        ) : null}
        <Button type="submit" disabled={!text.trim()} loading={act.isPending}>
          {t('outages.sendUpdate')}
        </Button>
      </Group>
    </form>
  );
}

function Exposure({ outage }: { outage: Outage }) {
  const { t } = useTranslation();
  const { exposure } = outage;
  if (!exposure) return null;
  return (
    <section>
      <h2>{t('outages.exposure')}</h2>
      <Facts
        items={[
          [t('outages.customers'), exposure.customers],
          [t('outages.subscriptions'), exposure.subscriptions],
          [t('outages.minutes'), duration(exposure.minutes * 60, false)],
          exposure.money ? [t('outages.money'), exposure.money.map(money).join(', ')] : null,
        ]}
      />
    </section>
  );
}

function Open({ outage }: { outage: Outage }) {
  const { t } = useTranslation();
  const now = useMinute();
  const act = useOutageVerb(outage.id);
  const seconds = ((outage.endedAt ? Date.parse(outage.endedAt) : now.getTime()) - Date.parse(outage.startedAt)) / 1000;
  const [correcting, correct] = useDisclosure();
  const may = outage.may ?? [];
  const actions = (
    <Group gap="xs">
      {may.includes('correct') ? (
        <Button variant="default" onClick={correct.open}>
          {t('outages.correct')}
        </Button>
      ) : null}
      {may.includes('publish') ? (
        <Button loading={act.isPending} onClick={() => act.mutate({ verb: 'publish' })}>
          {t('outages.publish')}
        </Button>
      ) : null}
    </Group>
  );
  return (
    <>
      <PageHeader title={outage.title} actions={actions} />
      {outage.published || outage.state === 'ended' ? null : (
        <Notice tone="warn" title={t('outages.unpublished')}>
          <p>{t('outages.unpublishedDetail')}</p>
        </Notice>
      )}
      <div className={css.columns}>
        <div>
          <h2>{t('outages.updates')}</h2>
          {(outage.updates ?? []).length === 0 ? <p className={shared.dim}>{t('outages.noUpdates')}</p> : null}
          <ol className={css.updates}>
            {(outage.updates ?? []).toReversed().map((update) => (
              <li key={`${update.at} ${update.text}`}>
                <When at={update.at} className={shared.dim} />{' '}
                {update.by ? <span className={shared.dim}>· {update.by}</span> : null}
                <p>{update.text}</p>
              </li>
            ))}
          </ol>
          <Update outage={outage} />
        </div>
        <aside aria-label={t('ticket.details')}>
          <Facts
            items={[
              [
                t('common.state'),
                <StateMark key="state" tone={outageTone(outage)}>
                  {t(`outages.state.${outage.state}`)}
                </StateMark>,
              ],
              [t('outages.components'), componentNames(outage)],
              [t('outages.impact'), t(`outages.impacts.${outage.impact}`)],
              [t('outages.cause'), t([`outages.causes.${outage.cause}`, 'outages.causes.other'])],
              [t('outages.started'), <When key="from" at={outage.startedAt} />],
              [t('outages.ended'), outage.endedAt ? <When key="to" at={outage.endedAt} /> : t('outages.goesOn')],
              [t('outages.lasted'), duration(seconds, false)],
            ]}
          />
          <Exposure outage={outage} />
          {outage.tickets && outage.tickets.length > 0 ? (
            <section>
              <h2>{t('outages.tickets', { count: outage.tickets.length })}</h2>
              {outage.tickets.map((ticket) => (
                <p key={ticket.id}>
                  <Link to={`/tickets/${ticket.number}`}>#{ticket.number}</Link>
                </p>
              ))}
            </section>
          ) : null}
        </aside>
      </div>
      <CorrectOutage key={outage.version} outage={outage} opened={correcting} onClose={correct.close} />
    </>
  );
}

/** One outage: what is known, who was told, whom it touches. */
export function Component() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const outage = useOutage(id);
  return (
    <Frame width="wide">
      <WayBack to="/outages">{t('outages.title')}</WayBack>
      <Loaded query={outage} rows={6}>
        {(data) => <Open outage={data} />}
      </Loaded>
    </Frame>
  );
}

import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBolt, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useCan } from '../session/session.js';
import { useMinute } from '../shared/clock.js';
import { duration } from '../shared/format.js';
import { Empty } from '../shared/notice.js';
import { Frame, Loaded, PageHeader, StateMark, Table } from '../shared/page.js';
import { When } from '../shared/when.js';
import { MaintenancePart } from './maintenance.js';
import { componentNames, outageTone, useOutages } from './queries.js';
import { ReportOutage } from './report.js';

/** What is down, was down, or is said to be. */
export function Component() {
  const { t } = useTranslation();
  const outages = useOutages();
  const now = useMinute();
  const mayReport = useCan('outages:report');
  const [opened, report] = useDisclosure();
  const button = (
    <Button leftSection={<IconPlus size={16} />} onClick={report.open}>
      {t('outages.report')}
    </Button>
  );
  return (
    <Frame width="wide">
      <PageHeader title={t('outages.title')} actions={mayReport ? button : null}>
        {t('outages.lead')}
      </PageHeader>
      <Loaded query={outages}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconBolt} title={t('outages.none')}>
              {t('outages.noneDetail')}
            </Empty>
          ) : (
            <Table label={t('outages.title')}>
              <thead>
                <tr>
                  <th>{t('common.state')}</th>
                  <th>{t('outages.what')}</th>
                  <th data-from="middle">{t('outages.components')}</th>
                  <th data-from="middle">{t('outages.impact')}</th>
                  <th data-from="wide">{t('outages.cause')}</th>
                  <th>{t('outages.started')}</th>
                  <th data-numeric>{t('outages.lasted')}</th>
                </tr>
              </thead>
              <tbody>
                {items.map((outage) => (
                  <tr key={outage.id}>
                    <td>
                      <StateMark tone={outageTone(outage)}>{t(`outages.state.${outage.state}`)}</StateMark>
                    </td>
                    <td>
                      <Link to={`/outages/${encodeURIComponent(outage.id)}`}>{outage.title}</Link>
                    </td>
                    <td data-from="middle">{componentNames(outage)}</td>
                    <td data-from="middle">{t(`outages.impacts.${outage.impact}`)}</td>
                    <td data-from="wide">{t([`outages.causes.${outage.cause}`, 'outages.causes.other'])}</td>
                    <td>
                      <When at={outage.startedAt} />
                    </td>
                    <td data-numeric>
                      {duration(
                        ((outage.endedAt ? Date.parse(outage.endedAt) : now.getTime()) - Date.parse(outage.startedAt)) /
                          1000,
                        false,
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          )
        }
      </Loaded>
      <MaintenancePart />
      <ReportOutage opened={opened} onClose={report.close} />
    </Frame>
  );
}

import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Fault } from '../api/problem.js';
import { Loaded, StateMark, Table } from '../shared/page.js';
import shared from '../shared/shared.module.css';
import type { Settings, SkillNeed } from './content.js';
import { useAgreed, useColleagues, useQueueAgents } from './queries.js';
import css from './queues.module.css';
import { withUnknown } from './rule.js';

const TONES = { online: 'good', away: 'warn', off: 'none' } as const;

/** Who works the queue as it is saved: whether they are there, their load, what of the skills they know. */
function Present({ id, needs }: { id: string; needs: readonly SkillNeed[] }) {
  const { t } = useTranslation();
  const skills = useAgreed().skills;
  const nameOf = (skill: string) => skills.find(({ value }) => value === skill)?.label ?? skill;
  return (
    <Loaded query={useQueueAgents(id)}>
      {(agents) =>
        agents.length === 0 ? (
          <p className={shared.dim}>{t('queues.nobody')}</p>
        ) : (
          <Table label={t('queues.part.people')}>
            <thead>
              <tr>
                <th>{t('common.name')}</th>
                <th>{t('common.availability.title')}</th>
                <th>{t('queues.load')}</th>
                <th>{t('queues.skills')}</th>
              </tr>
            </thead>
            <tbody>
              {agents.map((agent) => (
                <tr key={agent.id}>
                  <td>{agent.name}</td>
                  <td>
                    <StateMark tone={TONES[agent.counts]}>{t(`common.availability.${agent.counts}`)}</StateMark>
                  </td>
                  <td>
                    <span className={css.load}>
                      <meter
                        min={0}
                        max={Math.max(agent.capacity, agent.load, 1)}
                        value={agent.load}
                        aria-label={t('queue.load.of', { name: agent.name })}
                      />
                      <span data-over={agent.over || undefined}>
                        {agent.load}/{agent.capacity}
                        {agent.over ? ` · ${t('queue.load.over')}` : ''}
                      </span>
                    </span>
                  </td>
                  <td>
                    <span className={css.known}>
                      {agent.skills.map(({ skill, level }) => (
                        <span key={skill} data-needed={isMet(needs, skill, level) || undefined}>
                          {nameOf(skill)} {level}
                        </span>
                      ))}
                      {agent.skills.length === 0 ? <span className={shared.dim}>–</span> : null}
                    </span>
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }
    </Loaded>
  );
}

const isMet = (needs: readonly SkillNeed[], skill: string, level: number): boolean =>
  needs.some((need) => need.skill === skill && level >= need.level);

interface Props {
  settings: Settings;
  saved: string | null;
  faults: readonly Fault[];
  mayChange: boolean;
  onChange: (change: Partial<Settings>) => void;
}

/** Who works a queue and who leads it. */
export function PeoplePart({ settings, saved, faults, mayChange, onChange }: Props) {
  const { t } = useTranslation();
  const colleagues = useColleagues(settings.partner);
  const { agents, leads, skills } = settings;
  const faultsAt = (path: string) =>
    faults
      .filter((fault) => fault.path.startsWith(path))
      .map(({ message }) => message)
      .join('; ') || undefined;
  const addresses = colleagues.map(({ email, label }) => ({ value: email, label: `${label} (${email})` }));
  return (
    <section className={`${shared.card} ${css.part}`}>
      <h2>{t('queues.part.people')}</h2>
      <div className={css.fields}>
        <MultiSelect
          label={t('queues.agents')}
          description={t('queues.agentsDetail')}
          placeholder={agents.length === 0 ? t('queues.everybody') : ''}
          data={withUnknown(colleagues, agents)}
          value={[...agents]}
          error={faultsAt('agents')}
          searchable
          clearable
          disabled={!mayChange}
          onChange={(value) => onChange({ agents: value })}
        />
        <MultiSelect
          label={t('queues.leads')}
          description={t('queues.leadsDetail')}
          data={withUnknown(addresses, leads)}
          value={[...leads]}
          error={faultsAt('leads')}
          searchable
          clearable
          disabled={!mayChange}
          onChange={(value) => onChange({ leads: value })}
        />
      </div>
      {saved === null ? null : <Present id={saved} needs={skills} />}
    </section>
  );
}

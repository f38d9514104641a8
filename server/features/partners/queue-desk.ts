import type { Fault } from '../../domain/input/reader.js';
import { isSkilled } from '../../domain/routing/assign.js';
import { DEFAULT_CAPACITY } from '../../domain/routing/capacity.js';
import { type OpenHours, openHours } from '../../domain/time/calendar.js';
import type { PeopleService, Person } from '../people/service.js';
import type { QueueAgent, WorkedQueue } from '../routing/ports.js';
import type { AgreementService } from './agreements.js';
import type { QueueContent } from './nouns/routing.js';
import type { PartyService } from './service.js';

interface Dependencies {
  parties: Pick<PartyService, 'matching'>;
  agreements: Pick<AgreementService, 'calendar'>;
  people: Pick<PeopleService, 'byId' | 'byIds' | 'ofCompany'>;
}

const AGENT_ROLES = ['agent', 'lead', 'partner-agent', 'partner-admin'] as const;

/** Queues and those who work them. */
export function queueDesk({ parties, agreements, people }: Dependencies) {
  async function hoursOf(calendar: string | null): Promise<OpenHours | null> {
    const found = calendar === null ? null : await agreements.calendar(calendar);
    return found && openHours(found);
  }

  const atWork = async (content: QueueContent): Promise<WorkedQueue> => ({
    ...{ id: content.id, name: content.name, partner: content.partner },
    ...{ assignment: content.assignment, skills: content.skills },
    fallbackAfter: content.fallbackAfterMinutes * 60,
    passOnAfter: content.passOnAfterMinutes === null ? null : content.passOnAfterMinutes * 60,
    hours: await hoursOf(content.calendar),
  });

  async function ofSide(person: string): Promise<QueueContent[]> {
    const found = await people.byId(person);
    if (!found || found.company.kind === 'customer') return [];
    const partner = found.company.kind === 'partner' ? found.company.id : null;
    return (await parties.matching<QueueContent>('queue', { partner }, 10_000)).map(({ content }) => content);
  }

  async function contentOf(id: string): Promise<QueueContent | null> {
    const [found] = await parties.matching<QueueContent>('queue', { _id: id }, 1);
    return found?.content ?? null;
  }

  /** Something of it happens by itself. */
  const isActive = ({ assignment, passOnAfterMinutes }: QueueContent): boolean =>
    assignment !== 'by-hand' || passOnAfterMinutes !== null;

  async function agentOf(person: Person): Promise<QueueAgent> {
    const { id, name, company, capacity, calendar, skills } = person;
    return {
      member: { id, name, party: company.kind, company: company.kind === 'provider' ? null : company.id },
      capacity: capacity ?? DEFAULT_CAPACITY,
      hours: await hoursOf(calendar),
      skills,
    };
  }

  return {
    async queue(id: string): Promise<WorkedQueue | null> {
      const content = await contentOf(id);
      return content && atWork(content);
    },
    /** The queue, if anything of it happens by itself. */
    async isActive(id: string): Promise<boolean> {
      const content = await contentOf(id);
      return content !== null && isActive(content);
    },
    /** The queues that this person may get tickets of by themselves. */
    activeFor: async (person: string): Promise<string[]> => (await ofSide(person)).filter(isActive).map(({ id }) => id),
    /** The queues of this person's side. */
    queuesFor: async (person: string): Promise<string[]> => (await ofSide(person)).map(({ id }) => id),
    /** A queue as this person can work it. */
    async workOf(id: string, person: string) {
      const content = await contentOf(id);
      if (!content) return null;
      const found = await people.byId(person);
      const { partner, fallbackAfter, hours, skills } = await atWork(content);
      return { partner, fallbackAfter, hours, isSkilled: isSkilled(found ?? { skills: [] }, skills) };
    },
    /** Who works a queue: those whom it names, else all agents of its side. */
    async agentsOf(id: string): Promise<QueueAgent[]> {
      const content = await contentOf(id);
      if (!content) return [];
      const { partner, agents } = content;
      const company = partner === null ? ({ kind: 'provider' } as const) : ({ kind: 'partner', id: partner } as const);
      if (agents.length === 0) return Promise.all((await people.ofCompany(company, AGENT_ROLES)).map(agentOf));
      // Of a large company not everybody is listed, so those who are named are looked up by their names.
      const named = [...(await people.byIds(agents)).values()];
      return Promise.all(named.filter((person) => worksFor(person, partner)).map(agentOf));
    },
    /** Somebody who has a ticket: whether they have left, and their hours. */
    async holder(id: string): Promise<{ left: boolean; hours: OpenHours | null }> {
      const found = await people.byId(id);
      return { left: found?.active === false, hours: found ? await hoursOf(found.calendar) : null };
    },
    async agent(id: string): Promise<QueueAgent | null> {
      const found = await people.byId(id);
      return found?.active ? agentOf(found) : null;
    },
  };
}
export type QueueDesk = ReturnType<typeof queueDesk>;

/** Whether somebody is still there to work the tickets of the provider (`null`) or of a partner. */
const worksFor = ({ active, roles, company }: Person, partner: string | null): boolean =>
  active &&
  AGENT_ROLES.some((role) => roles.includes(role)) &&
  (company.kind === 'provider' ? partner === null : company.id === partner);

/** What of a calendar and skills that somebody is said to have there is not. */
export const unknownAgreements =
  ({ parties }: { parties: Pick<PartyService, 'exists'> }) =>
  async ({ calendar, skills }: { calendar: string | null; skills: readonly string[] }): Promise<Fault[]> => {
    const isMissing = async (noun: 'calendar' | 'skill', id: string) => !(await parties.exists(noun, id));
    const faults: Fault[] = [];
    if (calendar !== null && (await isMissing('calendar', calendar))) {
      faults.push({ path: 'calendar', message: `there is no calendar ${calendar}` });
    }
    for (const [index, skill] of skills.entries()) {
      if (!(await isMissing('skill', skill))) continue;
      faults.push({ path: `skills[${index}].skill`, message: `there is no skill ${skill}` });
    }
    return faults;
  };

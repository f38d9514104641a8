/** How a queue gives its tickets to people. */
export const ASSIGNMENTS = ['by-hand', 'round-robin', 'least-loaded', 'by-skill'] as const;
export type Assignment = (typeof ASSIGNMENTS)[number];

/** A skill that a queue's tickets need, or that is preferred for them, and how well it must be known. */
export interface SkillNeed {
  skill: string;
  level: number;
  required: boolean;
}

/** Somebody who is there for a queue, and how much of their capacity is taken. */
export interface Agent {
  id: string;
  name: string;
  capacity: number;
  load: number;
  skills: readonly { skill: string; level: number }[];
}

/** Why a ticket is taken from whoever had it. */
export type PassedOn = 'off' | 'idle';

/** Why a queue gave a ticket to somebody. */
export type AssignReason = {
  queue: string;
  /** Nobody with the skills came in the queue's minutes, or was there when somebody else's was passed on. */
  fallback: boolean;
  passedOn: PassedOn | null;
} & (
  | { by: 'round-robin'; after: string | null }
  | { by: 'least-loaded'; load: number; capacity: number }
  | { by: 'by-skill'; skills: readonly string[] }
);

interface Rule {
  name: string;
  assignment: Assignment;
  skills: readonly SkillNeed[];
  /** Who got the last ticket. */
  last: string | null;
}

interface Wanted {
  weight: number;
  /** Who is not asked. */
  not: string | null;
  /** It has waited so long that skills do not matter any more. */
  fallback: boolean;
  passedOn: PassedOn | null;
}

const levelOf = ({ skills }: Pick<Agent, 'skills'>, skill: string): number =>
  skills.find((one) => one.skill === skill)?.level ?? 0;

const meets = (agent: Pick<Agent, 'skills'>, { skill, level }: SkillNeed): boolean => levelOf(agent, skill) >= level;

/** Whether somebody knows all that must be known. */
export const isSkilled = (agent: Pick<Agent, 'skills'>, skills: readonly SkillNeed[]): boolean =>
  skills.every((need) => !need.required || meets(agent, need));

/**
 * Who gets a ticket of the queue, and why; `null` where nobody has the room and the skills. Never beyond a capacity.
 * Also where skills do not matter any more, whoever has them comes before those who have not.
 */
export function chooseAgent(
  { name, assignment, skills, last }: Rule,
  agents: readonly Agent[],
  { weight, not, fallback, passedOn }: Wanted,
): { agent: Agent; why: AssignReason } | null {
  const free = agents
    .filter((agent) => agent.id !== not && agent.load + weight <= agent.capacity)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const skilled = free.filter((agent) => isSkilled(agent, skills));
  const isUnskilled = fallback && skilled.length === 0;
  const able = isUnskilled ? free : skilled;
  const common = { queue: name, fallback: isUnskilled, passedOn };
  switch (assignment) {
    case 'by-hand':
      return null;
    case 'round-robin': {
      const agent = able.find(({ id }) => last !== null && id > last) ?? able[0];
      const before = agents.find(({ id }) => id === last);
      return agent ? { agent, why: { ...common, by: 'round-robin', after: before?.name ?? null } } : null;
    }
    case 'least-loaded': {
      const agent = first(able, freest);
      if (!agent) return null;
      return { agent, why: { ...common, by: 'least-loaded', load: agent.load, capacity: agent.capacity } };
    }
    case 'by-skill': {
      const agent = first(able, (a, b) => fit(b, skills) - fit(a, skills) || freest(a, b));
      if (!agent) return null;
      const met = skills.filter((need) => meets(agent, need)).map(({ skill }) => skill);
      return { agent, why: { ...common, by: 'by-skill', skills: met } };
    }
  }
}

/** The smaller share of the capacity, then the smaller load. Whole numbers are compared, so that no rounding decides. */
const freest = (a: Agent, b: Agent): number => a.load * b.capacity - b.load * a.capacity || a.load - b.load;

/** How many of the skills somebody meets, required ones before preferred ones, and how well they know them. */
const fit = (agent: Agent, skills: readonly SkillNeed[]): number =>
  skills.reduce(
    (sum, need) => sum + (meets(agent, need) ? (need.required ? 1_000 : 10) : 0) + levelOf(agent, need.skill) / 100,
    0,
  );

const first = (agents: readonly Agent[], order: (a: Agent, b: Agent) => number): Agent | undefined =>
  agents.toSorted((a, b) => order(a, b) || (a.id < b.id ? -1 : 1))[0];

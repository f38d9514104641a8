import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Agent, type Assignment, chooseAgent, type SkillNeed } from '../../../server/domain/routing/assign.js';

const agents: fc.Arbitrary<Agent[]> = fc
  .uniqueArray(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      capacity: fc.integer({ min: 0, max: 15 }),
      load: fc.integer({ min: 0, max: 18 }),
      skills: fc.uniqueArray(
        fc.record({ skill: fc.constantFrom('sip', 'api'), level: fc.integer({ min: 1, max: 5 }) }),
        { selector: ({ skill }) => skill },
      ),
    }),
    { selector: ({ id }) => id },
  )
  .map((all) => all.map((one) => ({ ...one, name: one.id.toUpperCase() })));

const needs: fc.Arbitrary<SkillNeed[]> = fc.uniqueArray(
  fc.record({
    skill: fc.constantFrom('sip', 'api'),
    level: fc.integer({ min: 1, max: 5 }),
    required: fc.boolean(),
  }),
  { selector: ({ skill }) => skill },
);

const wanted = fc.record({
  weight: fc.integer({ min: 1, max: 5 }),
  not: fc.constantFrom(null, 'a', 'c'),
  fallback: fc.boolean(),
  passedOn: fc.constant(null),
});

describe('who gets a ticket of a queue', () => {
  const knows = ({ skills }: Agent, { skill, level }: SkillNeed) =>
    skills.some((one) => one.skill === skill && one.level >= level);

  for (const assignment of ['round-robin', 'least-loaded', 'by-skill'] as const satisfies readonly Assignment[]) {
    it(`is somebody with the room and the skills whenever there is one, and never anybody else (${assignment})`, () => {
      let given = 0;
      fc.assert(
        fc.property(agents, needs, fc.constantFrom(null, 'a', 'b', 'e'), wanted, (all, skills, last, ask) => {
          const found = chooseAgent({ name: 'Voice', assignment, skills, last }, all, ask);
          const free = all.filter((agent) => agent.id !== ask.not && agent.load + ask.weight <= agent.capacity);
          const skilled = free.filter((agent) => skills.every((need) => !need.required || knows(agent, need)));
          const able = skilled.length === 0 && ask.fallback ? free : skilled;
          if (able.length === 0) expect(found).to.equal(null);
          if (found) expect(found.why.fallback).to.equal(skilled.length === 0);
          if (able.length === 0) return;
          expect(able.map(({ id }) => id)).to.include(found?.agent.id);
          if (found) given++;
          if (found && assignment === 'round-robin') {
            const ids = able.map(({ id }) => id).sort();
            expect(found.agent.id).to.equal(ids.find((id) => last !== null && id > last) ?? ids[0]);
          }
          if (found && assignment === 'least-loaded') {
            const share = ({ load, capacity }: Agent) => load / capacity;
            expect(able.every((agent) => share(found.agent) <= share(agent))).to.equal(true);
          }
        }),
        { seed: 42, numRuns: 2_000 },
      );
      expect(given).to.be.greaterThan(200);
    });
  }

  it('is nobody where people take for themselves', () => {
    const agent: Agent = { id: 'a', name: 'A', capacity: 15, load: 0, skills: [] };
    const ask = { weight: 1, not: null, fallback: true, passedOn: null };
    expect(chooseAgent({ name: 'Voice', assignment: 'by-hand', skills: [], last: null }, [agent], ask)).to.equal(null);
  });

  it('goes by skill to whoever knows most of what is preferred, and says what', () => {
    const agent = (id: string, skill: string, level: number): Agent => ({
      ...{ id, name: id, capacity: 15, load: id === 'ben' ? 9 : 0, skills: [{ skill, level }] },
    });
    const skills = [{ skill: 'sip', level: 2, required: false }];
    const all = [agent('anna', 'sip', 1), agent('ben', 'sip', 3)];
    const ask = { weight: 3, not: null, fallback: false, passedOn: null };
    const found = chooseAgent({ name: 'Voice', assignment: 'by-skill', skills, last: null }, all, ask);
    expect([found?.agent.id, found?.why]).to.deep.equal([
      'ben',
      { queue: 'Voice', fallback: false, passedOn: null, by: 'by-skill', skills: ['sip'] },
    ]);
  });
});

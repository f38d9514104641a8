import { expect } from 'chai';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { type Caller, can, hasRole, partyOf } from '../../../server/domain/access/access.js';
import { refold } from '../../../server/domain/sla/fold.js';
import type { SlaEvent } from '../../../server/domain/sla/types.js';
import { clockContext, rowsAt } from '../../../server/domain/ticket/clocks.js';
import { mayOf } from '../../../server/domain/ticket/commands.js';
import { decide, type TicketCommand } from '../../../server/domain/ticket/decide.js';
import { settle } from '../../../server/domain/ticket/settle.js';
import type { TicketState } from '../../../server/domain/ticket/state.js';
import { COURTS, PRIORITIES, VISIBILITIES } from '../../../server/domain/ticket/vocabulary.js';
import { AGREED, context, EVERYBODY, NO_PLAYBOOKS, stored, ticket } from './builders.js';

const court = fc.constantFrom(...COURTS);
const message = fc.record({
  id: fc.constant('m'),
  visibility: fc.constantFrom(...VISIBILITIES, null),
});
const member = fc.constantFrom(...Object.values(EVERYBODY)).map((caller) => ({
  ...{ id: caller.id, name: caller.name, party: partyOf(caller) },
  company: caller.company.kind === 'provider' ? null : caller.company.id,
}));
const command: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.record({ verb: fc.constant('reply' as const), message, court: fc.option(court, { freq: 2 }) }),
  fc.record({ verb: fc.constant('note' as const), message }),
  fc.record({ verb: fc.constant('hand-over' as const), court, note: fc.constantFrom('n', null) }),
  fc.constant({ verb: 'claim' as const }),
  fc.constant({ verb: 'release' as const }),
  fc.record({ verb: fc.constant('assign' as const), to: member }),
  fc.record({
    ...{ verb: fc.constant('priority' as const), priority: fc.constantFrom(...PRIORITIES) },
    ...{ correction: fc.constant(false), history: fc.constant(null) },
  }),
  fc.record({ verb: fc.constant('solve' as const), message: fc.option(message) }),
  fc.record({ verb: fc.constant('reopen' as const), court: fc.option(court), message: fc.option(message) }),
  fc.constant({ verb: 'close' as const }),
  fc.record({ verb: fc.constant('rate' as const), score: fc.integer({ min: 1, max: 5 }), words: fc.constant(null) }),
);
const step = fc.record({
  caller: fc.constantFrom(...Object.values(EVERYBODY)),
  command,
  pause: fc.integer({ min: 0, max: 7200 }),
});

/** What may never be, whatever was asked. */
function faultsOf(state: TicketState): string[] {
  const faults: string[] = [];
  const claimFor = (holds: boolean, fault: string) => holds || faults.push(fault);
  claimFor((state.status === 'open') === (state.court !== null), 'in a court only while open');
  claimFor(state.sla.court === state.court, 'the clocks know the court');
  claimFor(state.sla.priority === state.priority, 'the clocks know the priority');
  claimFor((state.status === 'solved') === (state.closeAt !== null), 'closes by itself only while solved');
  claimFor(state.status !== 'solved' || state.solvedBy !== null, 'somebody solved it');
  claimFor(
    state.court !== 'provider' || state.assignee?.party !== 'partner',
    'nobody of the partner in the provider’s court',
  );
  claimFor(state.ratings.length <= state.solvings, 'one rating for each solving');
  claimFor(state.status !== 'open' || state.sla.open.length > 0, 'an open ticket has a clock');
  claimFor(state.shown.length <= 20, 'twenty messages');
  return faults;
}

/** The contract's table, told once more in the slowest way: whether party and state alone forbid a command. */
function isForbidden({ verb }: TicketCommand, state: TicketState, caller: Caller): boolean {
  if (!can(caller, 'tickets:work')) return true;
  const party = partyOf(caller);
  const lead = hasRole(caller, 'lead', 'admin');
  const turn = state.court === 'third_party' ? state.lastDesk : state.court;
  const open = state.status === 'open';
  if (verb === 'close') return party !== 'customer' || state.status === 'closed';
  if (verb === 'rate') return party !== 'customer' || open;
  if (verb === 'reply') return state.status === 'closed';
  if (verb === 'reopen') return state.status !== 'solved';
  if (party === 'customer') return true;
  if (verb === 'note') return false;
  if (!open) return true;
  if (verb === 'hand-over' || verb === 'solve' || verb === 'assign') return party !== turn && !lead;
  if (verb === 'claim') return party !== turn;
  if (verb === 'priority') return party !== 'provider' && party !== turn;
  return false;
}

describe('any sequence of commands', () => {
  it('never reaches a forbidden state, and what was fed folds to the same clocks', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let state = ticket();
        const fed: SlaEvent[] = [];
        for (const { caller, command, pause } of steps) {
          const at = state.updatedAt + pause;
          const settled = settle(state, at, NO_PLAYBOOKS);
          const decision = decide(command, settled.state, context(caller), at);
          const isNote =
            command.verb === 'reply' && command.message.visibility === 'own' && partyOf(caller) !== 'customer';
          if (!isNote && isForbidden(command, settled.state, caller)) expect(decision.ok).to.equal(false);
          state = stored(decision.ok ? decision.state : settled.state);
          fed.push(...(decision.ok ? decision.events : []).flatMap(({ sla }) => sla ?? []));
          expect(faultsOf(state)).to.deep.equal([]);
        }
        const later = state.updatedAt + 3600;
        const { court: courts } = rowsAt(state, later);
        const created = { at: state.createdAt, type: 'created', priority: 'high', court: 'provider' } as const;
        const folded = refold({ policy: AGREED.policy, created, since: fed }, clockContext(AGREED.calendars));
        expect(rowsAt({ sla: folded, calendars: AGREED.calendars }, later).court).to.deep.equal(courts);
        expect(
          rowsAt({ sla: folded, calendars: AGREED.calendars }, later).targets.filter((row) => row.endedBy === null),
        ).to.deep.equal(rowsAt(state, later).targets.filter((row) => row.endedBy === null));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('spends every second of its open life in one court', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
        let state = ticket();
        let open = 0;
        for (const { caller, command, pause } of steps) {
          const at = state.updatedAt + pause;
          if (state.status === 'open') open += pause;
          const decision = decide(command, state, context(caller), at);
          state = stored(decision.ok ? { ...decision.state, updatedAt: at } : { ...state, updatedAt: at });
        }
        const spent = Object.values(rowsAt(state, state.updatedAt).court).reduce((sum, part) => sum + part, 0);
        expect(spent).to.equal(open);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('offers in `may` what it then grants', () => {
    const simplest: Record<string, TicketCommand> = {
      reply: { verb: 'reply', message: { id: 'm', visibility: null }, court: null },
      note: { verb: 'note', message: { id: 'm', visibility: 'own' } },
      claim: { verb: 'claim' },
      release: { verb: 'release' },
      solve: { verb: 'solve', message: null },
      reopen: { verb: 'reopen', court: null, message: null },
      close: { verb: 'close' },
      rate: { verb: 'rate', score: 3, words: null },
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        let state = ticket();
        for (const { caller, command } of steps) {
          const decision = decide(command, state, context(caller), state.updatedAt + 1);
          if (decision.ok) state = stored(decision.state);
          for (const reader of Object.values(EVERYBODY)) {
            const may = mayOf(state, context(reader));
            for (const [verb, one] of Object.entries(simplest)) {
              const granted = decide(one, state, context(reader), state.updatedAt + 1);
              const isNothing = granted.ok && granted.events.length === 0;
              expect(
                may.some((offered) => offered === verb),
                `${verb} for ${reader.name}`,
              ).to.equal(granted.ok && !isNothing);
            }
          }
        }
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

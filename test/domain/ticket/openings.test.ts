import { expect } from 'chai';
import { describe, it } from 'mocha';
import { openings } from '../../../server/domain/ticket/clocks.js';
import { minutes, NINE, ticket } from './builders.js';

const HOUR = minutes(60);
const mornings = { mon: [['09:00', '12:00']], wed: [['10:00', '11:00']] } as const;
const office = { timeZone: 'UTC', hours: mornings, holidays: [], exceptions: {} };

/** A ticket of Monday at nine whose clocks all go by an office that is open on a few mornings. */
function withOffice() {
  const state = ticket();
  const calendars = Object.fromEntries(Object.keys(state.calendars).map((name) => [name, office]));
  return { ...state, calendars };
}

const opensAt = (at: number) => [...new Set(openings(withOffice(), at).values())];

describe('when a closed calendar opens again', () => {
  it('is not told while it is open', () => {
    expect(opensAt(NINE + HOUR)).to.deep.equal([]);
  });

  it('is the next opening, from the very second at which it closes', () => {
    expect(opensAt(NINE + 3 * HOUR)).to.deep.equal([NINE + 49 * HOUR]);
  });

  it('is not told in the second at which it opens', () => {
    expect(opensAt(NINE + 49 * HOUR)).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { describe, it } from 'mocha';
import { nextOpenFor, nextTurn, presenceAt } from '../../../server/domain/routing/presence.js';
import { openHours } from '../../../server/domain/time/calendar.js';
import { parseInstant } from '../../../server/domain/time/instant.js';

const at = (text: string) => parseInstant(`2026-11-${text}Z`) ?? expect.fail(text);
const DAY = 86_400;
const office = openHours({
  ...{ timeZone: 'Europe/Berlin', holidays: [], exceptions: {} },
  hours: { mon: [['09:00', '17:00']] },
});
const always = openHours({ timeZone: 'UTC', hours: '24x7', holidays: [], exceptions: {} });
const never = openHours({ timeZone: 'UTC', hours: {}, holidays: [], exceptions: {} });

describe('who is there', () => {
  it('is who says so, within their own hours', () => {
    expect(presenceAt('away', office, at('02T08:00:00'))).to.equal('away');
    expect(presenceAt('online', office, at('02T07:59:59'))).to.equal('off');
    expect(presenceAt('online', null, at('02T07:59:59'))).to.equal('online');
  });

  it('is looked at when hours begin or end, and otherwise before that is lost out of sight', () => {
    expect(nextTurn(office, at('02T07:00:00'))).to.equal(at('02T08:00:00'));
    expect(nextTurn(office, at('02T08:00:00'))).to.equal(at('02T16:00:00'));
    expect(nextTurn(office, at('02T16:00:00'))).to.equal(at('09T08:00:00'));
    expect(nextTurn(null, at('02T16:00:00'))).to.equal(null);
    for (const hours of [always, never])
      expect(nextTurn(hours, at('02T16:00:00'))).to.equal(at('02T16:00:00') + 14 * DAY);
  });

  it('is waited for by the first whose minutes are not over yet', () => {
    const sinces = [at('02T07:00:00'), at('02T15:50:00'), at('02T15:55:00')];
    expect(nextOpenFor(office, sinces, 900, at('02T08:14:59'))).to.equal(at('02T08:15:00'));
    expect(nextOpenFor(office, sinces, 900, at('02T08:15:00'))).to.equal(at('09T08:05:00'));
    expect(nextOpenFor(office, sinces, 900, at('09T08:10:00'))).to.equal(null);
    expect(nextOpenFor(never, sinces, 900, at('02T08:00:00'))).to.equal(null);
  });
});

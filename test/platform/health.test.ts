import { expect } from 'chai';
import express from 'express';
import { beforeEach, describe, it } from 'mocha';
import supertest from 'supertest';
import { healthPages, lagsOf } from '../../server/platform/health.js';
import { sweeps } from '../../server/platform/sweeps/sweeps.js';
import { quiet } from '../support/platform.js';

const STARTED = 1_793_606_400;

describe('the lag of what is done by the clock', () => {
  let now: number;
  let due: number | null;
  let app: express.Express;

  beforeEach(() => {
    now = STARTED;
    due = null;
    const clock = { now: async () => now, real: () => new Date(now * 1_000) };
    const all = sweeps({ clock, logger: quiet });
    all.register({
      ...{ name: 'tickets-due', shared: true, nextDue: async () => due },
      run: async () => ({ done: 0, failed: [] }),
    });
    const pages = healthPages({
      serving: async () => true,
      lags: () => lagsOf([all.waits, async () => ({ outboxes: 3 })]),
      real: clock.real,
      behind: async () => ({}),
      mayScrape: () => true,
    });
    app = express().use(pages);
  });

  const ready = async () => {
    const { status, body } = await supertest(app).get('/readyz');
    return { status, body };
  };
  const metric = async () =>
    (await supertest(app).get('/metrics')).text.split('\n').filter((line) => line.startsWith('tandem_lag_seconds{'));

  it('is none while everything is done in time', async () => {
    due = STARTED + 600;
    now = STARTED + 120;
    expect(await ready()).to.deep.equal({ status: 200, body: { status: 'ok', degraded: [] } });
    expect(await metric()).to.deep.equal([
      'tandem_lag_seconds{part="sweep tickets-due"} 0',
      'tandem_lag_seconds{part="outboxes"} 3',
    ]);
  });

  it('is a metric from its first second, and ails after 30 s', async () => {
    due = STARTED + 100;
    now = STARTED + 130;
    expect((await ready()).body.status).to.equal('ok');
    expect(await metric()).to.include('tandem_lag_seconds{part="sweep tickets-due"} 30');
    now = STARTED + 142;
    expect(await ready()).to.deep.equal({
      status: 200,
      body: {
        status: 'degraded',
        degraded: [{ part: 'sweep tickets-due', lagSeconds: 42, since: '2026-11-02T08:01:40.000Z' }],
      },
    });
    due = null;
    expect((await ready()).body).to.deep.equal({ status: 'ok', degraded: [] });
  });

  it('does not count what was due before the process began to work', async () => {
    due = STARTED - 86_400;
    now = STARTED + 5;
    expect(await metric()).to.include('tandem_lag_seconds{part="sweep tickets-due"} 5');
  });
});

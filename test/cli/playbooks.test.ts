import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import { lintPlace } from '../../server/cli/lint.js';
import { simulateFile } from '../../server/cli/simulate.js';
import { applyFolder } from '../../server/features/partners/apply.js';
import { readFolder } from '../../server/features/partners/folder.js';
import { openTestDesk, type TestDesk } from '../support/desk.js';
import { captured } from '../support/streams.js';

const PLAYBOOK = `name: on-hold
title: Patience
on: [ticket-created]
steps:
  - wait: { until: [acknowledged] }
  - notify: { to: provider, text: "#{number}" }
`;

describe('playbooks on the command line', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'playbooks-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, text);
    return path;
  };
  async function run(command: (streams: ReturnType<typeof captured>) => Promise<number>, input = '') {
    const streams = captured(input);
    return { status: await command(streams), out: streams.out(), err: streams.err() };
  }

  describe('lint', () => {
    it('tells what would not do what was meant, and takes warnings as no error', async () => {
      expect(await run((streams) => lintPlace('-', streams), PLAYBOOK)).to.deep.equal({
        status: 0,
        out: '-:5:5: warning: step 1: waits without an end: give it minutes and a calendar too\n1 playbook, 1 to look at\n',
        err: '',
      });
    });

    it('names every fault with line and column', async () => {
      const path = file('bad.yaml', 'name: Bad Name\non: [nothing]\nsteps: []\n');
      const { status, err } = await run((streams) => lintPlace(path, streams));
      expect(status).to.equal(2);
      expect(
        err
          .trim()
          .split('\n')
          .map((line) => line.slice(path.length)),
      ).to.deep.equal([
        ':1:1: name: must be lower-case letters and digits, with single hyphens between',
        ':1:1: title: is required',
        `:2:6: on[0]: must be one of ${'ticket-created, origin-settled, upgrade-requested, handed-over, priority-changed, component-changed, sla-warning, sla-breached, outage-linked, replied, acknowledged, solved, reopened, closed, by-hand'}`,
      ]);
    });

    it('knows the calendars of a folder that has some', async () => {
      file('agreements/calendars.yaml', 'kind: calendar\nid: always\nname: Always\ntimeZone: UTC\nhours: 24x7\n');
      const where = 'playbooks/provider/on-hold.yaml';
      file(`agreements/${where}`, PLAYBOOK.replace('until: [acknowledged]', 'minutes: 5, calendar: mars'));
      expect(await run((streams) => lintPlace(join(folder, 'agreements'), streams))).to.deep.equal({
        status: 2,
        out: `${where}:5:5: error: step 1: mars is no calendar of this desk\n1 playbook, 1 to look at\n`,
        err: '',
      });
    });

    it('finds nothing to say against the product’s own', async () => {
      const { status, out, err } = await run((streams) => lintPlace('templates', streams));
      expect([status, out.split('\n')[0], err]).to.deep.equal([0, '10 playbooks, 0 to look at', '']);
    });

    it('says what does not work out between the agreements of a folder', async () => {
      file(
        'sla/all.yaml',
        [
          ...['kind: calendar', 'id: never', 'name: Never', 'timeZone: UTC', 'hours: {}', '---'],
          ...['kind: policy', 'id: p', 'name: P', 'scope: { kind: default }'],
          'targets: [{ metric: update, party: promise, calendar: never, minutes: { urgent: 1, high: 1, normal: 1 } }]',
        ].join('\n'),
      );
      expect((await run((streams) => lintPlace(join(folder, 'sla'), streams))).out.split('\n')).to.deep.equal([
        '0 playbooks, 0 to look at',
        'No open hour can meet update of promise: the calendar never never opens.',
        'No target names the priority low.',
        '  A ticket of priority low has no clock at all, so nobody is ever late with it.',
        '2 between agreements to look at',
        '',
      ]);
    });

    it('says which rota of a folder has a gap', async () => {
      file('rotas/all.yaml', ['kind: rota', 'id: noc', 'name: Network', 'timeZone: UTC', 'layers: []'].join('\n'));
      const { out } = await run((streams) => lintPlace(join(folder, 'rotas'), streams));
      expect(out).to.match(/^Nobody is on call in Network \(noc\) from .* \(UTC\)\.$/m);
      expect(out).to.include('5 between agreements to look at');
    });

    it('says what cannot be read', async () => {
      const { status, err } = await run((streams) => lintPlace(join(folder, 'nothing.yaml'), streams));
      expect(status).to.equal(2);
      expect(err).to.match(/nothing\.yaml: cannot be read/);
    });
  });

  describe('simulate', () => {
    it('takes the playbook from a file of its own, and answers as the API does', async () => {
      const playbook = file('own.yaml', PLAYBOOK);
      const scenario =
        'at: 2026-11-02T08:00:00Z\nticket: {}\nfollows: [{ at: 2026-11-02T09:00:00Z, is: acknowledged }]\n';
      const { status, out } = await run((streams) => simulateFile('-', { playbook, json: true }, streams), scenario);
      expect(status).to.equal(0);
      const { begins, state, effects } = JSON.parse(out);
      expect([begins, state]).to.deep.equal([true, 'finished']);
      expect(effects).to.deep.equal([
        { at: '2026-11-02T09:00:00Z', step: '2', do: 'notify', receivers: { to: 'provider' }, text: '#1' },
      ]);
    });

    it('names the faults of both parts where they stand', async () => {
      const both = `playbook:\n  name: x\n  title: X\n  on: [closed]\n  steps: [{ set: {} }]\nscenario:\n  at: soon\n  ticket: {}\n`;
      const { status, out, err } = await run((streams) => simulateFile('-', {}, streams), both);
      expect([status, out]).to.deep.equal([2, '']);
      expect(err.split('\n').map((line) => line.split(': ').slice(0, 2))).to.deep.equal([
        ['-:5:13', 'playbook.steps[0].set'],
        ['-:7:3', 'scenario.at'],
        [''],
      ]);
    });

    it('says that it does not begin', async () => {
      const playbook = file('other.yaml', PLAYBOOK.replace('on:', 'when: { priority: urgent }\non:'));
      const { out } = await run(
        (streams) => simulateFile('-', { playbook }, streams),
        'at: 2026-11-02T08:00:00Z\nticket: {}\n',
      );
      expect(out).to.equal('It does not begin.\n');
    });
  });

  describe('apply', () => {
    let desk: TestDesk;
    before(async () => {
      desk = await openTestDesk();
    });
    after(() => desk.close());

    async function apply(dryRun = false) {
      const read = await readFolder(join(folder, 'applied'));
      if (!read.ok) throw new Error(read.faults.join('\n'));
      return applyFolder(desk.desk, read, { dryRun });
    }
    const inForce = async () =>
      (await desk.desk.playbooks.inForce('hansa-it')).map(({ definition }) => definition.title);

    it('signs what is new or says something else, once', async () => {
      const where = 'applied/playbooks/hansa-it/on-hold.yaml';
      file(where, PLAYBOOK);
      const added = { noun: 'playbook', id: 'hansa-it/on-hold', change: 'added', fields: [] };
      expect(await apply(true)).to.deep.equal({ applied: [added], faults: [] });
      expect(await inForce()).not.to.include('Patience');
      expect(await apply()).to.deep.equal({ applied: [added], faults: [] });
      expect(await inForce()).to.include('Patience');
      expect((await apply()).applied).to.deep.equal([{ ...added, change: 'unchanged' }]);
      file(where, PLAYBOOK.replace('Patience', 'More patience'));
      expect((await apply()).applied).to.deep.equal([{ ...added, change: 'changed', fields: ['text'] }]);
      expect(await inForce()).to.include('More patience');
    });

    it('refuses owners and calendars that there are not, and files of another name', async () => {
      file('applied/playbooks/nobody/on-hold.yaml', PLAYBOOK);
      file(
        'applied/playbooks/provider/mars.yaml',
        PLAYBOOK.replace('on-hold', 'mars').replace('until: [acknowledged]', 'minutes: 5, calendar: mars'),
      );
      expect((await apply()).faults).to.deep.equal([
        'playbooks/nobody/on-hold.yaml: there is no partner nobody',
        'playbooks/provider/mars.yaml:5:5: step 1: mars is no calendar of this desk',
      ]);
      file('applied/playbooks/provider/mars.yaml', PLAYBOOK);
      const read = await readFolder(join(folder, 'applied'));
      expect(read.ok ? [] : read.faults).to.deep.equal([
        'playbooks/provider/mars.yaml:1:1: name: must be mars, as the file',
      ]);
    });
  });
});

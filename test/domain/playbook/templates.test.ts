import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { explainInWords, lint, readPlaybook } from '../../../server/domain/playbook/index.js';
import { CALENDARS } from './facts.js';
import { TEMPLATES, templateOf } from './templates.js';

const partners = readdirSync(TEMPLATES).sort();

describe('the playbooks that come with the product', () => {
  it('are of the provider and four partners, an escalation and an upgrade each', () => {
    expect(partners).to.deep.equal(['alpenfels', 'hansa-it', 'iberia-cloud', 'provider', 'quick-relay']);
    for (const partner of partners) {
      expect(readdirSync(new URL(`${partner}/`, TEMPLATES)).sort(), partner).to.deep.equal([
        'escalation.yaml',
        'upgrade.yaml',
      ]);
    }
  });

  for (const partner of partners) {
    for (const name of ['escalation', 'upgrade']) {
      it(`${partner}/${name} reads well and has nothing to be said against it`, () => {
        const answer = readPlaybook(readFileSync(new URL(`${partner}/${name}.yaml`, TEMPLATES), 'utf8'));
        expect(answer.ok ? [] : answer.faults).to.deep.equal([]);
        if (!answer.ok) return;
        const known = { calendars: [...CALENDARS.keys()], queues: [], rotas: ['platform-duty'] };
        expect(lint(answer.playbook, answer.locate, known)).to.deep.equal([]);
        expect(answer.playbook.name).to.equal(name);
      });
    }
  }

  it('can be told in words', () => {
    const lines = explainInWords(templateOf('hansa-it', 'escalation')).map(
      ({ depth, words }) => '  '.repeat(depth) + words,
    );
    expect(lines).to.deep.equal([
      'Begins when a ticket is created or settled where it comes from, if its kind is incident, its priority is urgent or high and its court is partner; it ends once the ticket is solved.',
      'Wait 30 min of berlin-office, or until it is acknowledged by the partner or handed over to the provider.',
      '  If that happens in time:',
      '    Stop: Hansa IT has it in hand.',
      'Tell Ms Vogt.',
      'Wait 30 min of berlin-office, or until it is acknowledged by the partner or handed over to the provider.',
      '  If that happens in time:',
      '    Stop: Hansa IT has it in hand.',
      'See whether its priority is urgent.',
      '  If so:',
      '    Tell Mr Kern.',
      '    Hand it to the provider.',
      '    Add the tag escalated.',
      '  If not:',
      '    Tell Mr Kern.',
    ]);
  });
});

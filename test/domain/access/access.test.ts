import { expect } from 'chai';
import { describe, it } from 'mocha';
import { CAPABILITIES, type Caller, can, hasRole, readerOf } from '../../../server/domain/access/access.js';

const person = (over: Partial<Caller>): Caller => ({
  id: 'p',
  kind: 'person',
  name: 'P',
  company: { kind: 'provider' },
  roles: ['agent'],
  scopes: null,
  ticket: null,
  ...over,
});

describe('who may what', () => {
  it('lets a lead publish outages and an agent not', () => {
    expect(can(person({ roles: ['lead'] }), 'outages:publish')).to.equal(true);
    expect(can(person({}), 'outages:publish')).to.equal(false);
  });

  it('gives a key what its scopes say, as the company it acts for', () => {
    const key = (company: Caller['company'], scopes: Caller['scopes']) =>
      person({ kind: 'key', roles: [], company, scopes });
    expect(can(key({ kind: 'partner', id: 'P-1' }, ['outages:write']), 'outages:publish')).to.equal(false);
    expect(can(key({ kind: 'provider' }, ['outages:write']), 'outages:publish')).to.equal(true);
    expect(can(key({ kind: 'partner', id: 'P-1' }, ['tickets:read']), 'tickets:work')).to.equal(false);
    expect(can(key({ kind: 'partner', id: 'P-1' }, ['admin']), 'people:manage')).to.equal(true);
    expect(can(key({ kind: 'partner', id: 'P-1' }, ['admin']), 'desk:admin')).to.equal(false);
    expect(can(key({ kind: 'customer', id: 'C-1' }, ['admin']), 'people:manage')).to.equal(false);
    expect(hasRole(key({ kind: 'provider' }, ['credits:run']), 'finance')).to.equal(true);
  });

  it('names the reader of each role', () => {
    expect(readerOf(person({}))).to.equal('agent');
    expect(readerOf(person({ roles: ['agent', 'lead'] }))).to.equal('staff');
    expect(readerOf(person({ company: { kind: 'partner', id: 'P-1' }, roles: ['partner-admin'] }))).to.equal('partner');
    expect(readerOf(person({ company: { kind: 'customer', id: 'C-1' }, roles: ['contact'] }))).to.equal('customer');
  });

  it('gives an admin everything but a partner’s signature', () => {
    const missing = Object.entries(CAPABILITIES)
      .filter(([, row]) => !('admin' in row))
      .map(([name]) => name);
    expect(missing).to.deep.equal(['playbooks:sign']);
  });
});

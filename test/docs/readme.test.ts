import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { describe, it } from 'mocha';
import { readConfig, SETTINGS } from '../../server/config.js';

const faultsOf = (environment: Record<string, string>): string => {
  try {
    readConfig(environment);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return '';
};

describe('the settings', () => {
  it('stand in the README, each of them', () => {
    const readme = readFileSync('README.md', 'utf8');
    const named = new Set([...readme.matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name]) => name));
    expect(SETTINGS.filter((name) => !named.has(name))).to.deep.equal([]);
  });

  it('are refused with every fault at once', () => {
    const faults = faultsOf({ PORT: 'x', CLOCK: 'manual', SMTP_ULR: 'smtp://a', LOG_LEVEL: 'loud' });
    expect(faults).to.include('PORT').and.include('SMTP_ULR').and.include('LOG_LEVEL');
  });

  it('never let a clock stand in production, and demand the secret there', () => {
    const faults = faultsOf({ NODE_ENV: 'production', CLOCK: 'manual', CLOCK_START: '2026-11-02T08:00:00Z' });
    expect(faults).to.include('SECRET_KEY').and.include('a standing clock is refused in production');
  });
});

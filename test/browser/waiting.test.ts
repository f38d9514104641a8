import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, browserFor, openBrowser, openWindow } from '../support/browser.js';
import { type RunningDesk, startDesk } from '../support/running-desk.js';

const LOOKS = [
  { width: 360, height: 760, colorScheme: 'light' },
  { width: 1_440, height: 900, colorScheme: 'dark' },
] as const;

const PEOPLE = [
  ['root@desk.example', { kind: 'provider' }, ['admin', 'lead']],
  ['karin@hansa-it.example', { kind: 'partner', id: 'hansa-it' }, ['partner-admin']],
  ['it@hansa-logistics.example', { kind: 'customer', id: 'hansa-logistics' }, ['contact']],
] as const;

describe('waiting for others, as people see it', function () {
  this.timeout(120_000);
  let desk: RunningDesk;
  let browser: Browser;
  let number = '';

  before(async function () {
    const path = browserFor(this);
    desk = await startDesk();
    for (const [email, company, roles] of PEOPLE) {
      await desk.call('POST', '/people', { email, name: email.split('@')[0], company, roles, password: desk.password });
    }
    const lead = await desk.signIn('root@desk.example');
    const logged = { deal: 'D-1001', court: 'provider', requester: { email: 'it@hansa-logistics.example' } };
    const made = await desk.call('POST', '/tickets', { subject: 'No outbound calls', ...logged }, lead);
    number = String(made.number);
    const contact = { name: 'Noor Haddad', email: 'noc@carrier.example', company: 'Carrier One' };
    const said = { contact, visibility: 'desks', text: 'Your trunk drops calls.', promised: { minutes: 240 } };
    await desk.call('POST', `/tickets/${made.id}/threads`, said, lead);
    await desk.call('POST', `/tickets/${made.id}/court`, { court: 'customer', note: 'Which rooms?' }, lead);
    browser = await openBrowser(path);
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** Lets somebody look at a page in both looks; gives what is wrong with it, a line each. */
  async function seen(email: string, path: string, look: (page: Page) => Promise<void>): Promise<string[]> {
    const all: string[] = [];
    for (const size of LOOKS) {
      const { context, page, complaints } = await openWindow(browser, desk.url, size);
      const [name, value] = (await desk.signIn(email)).split('=');
      await context.addCookies([{ name: String(name), value: String(value), url: desk.url }]);
      await page.goto(path, { waitUntil: 'networkidle' });
      await look(page);
      const beyond = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
      all.push(...complaints, ...(await axeFindings(page)), ...(beyond > 0 ? [`is ${beyond} px too wide`] : []));
      await context.close();
    }
    return all;
  }

  it('shows a desk the plan, and what is said with third parties in a place of its own', async () => {
    const faults = await seen('root@desk.example', `/tickets/${number}`, async (page) => {
      await page.getByText('Solves').first().waitFor();
      await page.getByText('Third parties').click();
      await page.getByText('Your trunk drops calls.').waitFor();
      expect(await page.getByRole('region', { name: 'Write a message' }).count()).to.equal(0);
      await page.getByRole('button', { name: 'Chase' }).first().click();
      await page.getByText('chased', { exact: true }).first().waitFor();
      await page.getByRole('button', { name: 'Ask a third party' }).click();
      await page.getByLabel('Company').fill('Maker of phones');
      await page.getByLabel('Name').fill('Kim Lee');
      await page.getByLabel('E-mail address').fill('kim@maker.example');
      await page.getByLabel('What do you ask?').fill('Is this firmware known?');
      await page.getByText('kim@maker.example').last().waitFor();
      await page.getByRole('form').getByRole('button', { name: 'Send' }).click();
      await page.getByText('Is this firmware known?').last().waitFor();
    });
    expect(faults).to.deep.equal([]);
  });

  it('shows the partner what both desks may know', async () => {
    const faults = await seen('karin@hansa-it.example', `/partner/tickets/${number}`, async (page) => {
      await page.getByText('Your trunk drops calls.').waitFor();
      expect(await page.getByText('Is this firmware known?').count()).to.equal(0);
    });
    expect(faults).to.deep.equal([]);
  });

  it('tells the customer when it closes, and nothing of third parties', async () => {
    const faults = await seen('it@hansa-logistics.example', `/my/tickets/${number}`, async (page) => {
      await page.getByText('if we do not hear from you').waitFor();
      expect(await page.getByText('Carrier One').count()).to.equal(0);
    });
    expect(faults).to.deep.equal([]);
  });
});

import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser } from 'playwright-core';
import { axeFindings, browserFor, openBrowser, openWindow } from '../support/browser.js';
import { type RunningDesk, startDesk } from '../support/running-desk.js';

const LEAD = 'lena@desk.example';

type Target = { metric: string; party: string; minutes: Record<string, number> };

describe('agreements that change, in a browser', function () {
  this.timeout(90_000);
  let desk: RunningDesk;
  let browser: Browser;
  let window: Awaited<ReturnType<typeof openWindow>>;
  let number = 0;

  before(async function () {
    const path = browserFor(this);
    desk = await startDesk();
    await desk.call('POST', '/people', {
      ...{ email: LEAD, name: 'Lena Brandt', password: desk.password },
      ...{ company: { kind: 'provider' }, roles: ['lead', 'admin'] },
    });
    const logged = { deal: 'D-1001', court: 'provider', requester: { email: 'it@hansa-logistics.example' } };
    number = Number(
      (await desk.call('POST', '/tickets', { subject: 'No calls', priority: 'high', ...logged }, await lead())).number,
    );
    browser = await openBrowser(path);
    window = await openWindow(browser, desk.url);
    const [name, value] = (await lead()).split('=');
    await window.context.addCookies([{ name: String(name), value: String(value), url: desk.url }]);
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const lead = () => desk.signIn(LEAD);

  /** The handling that binds the provider, in minutes of a ticket of high priority. */
  async function handleWithin(minutes: number): Promise<void> {
    const policy = await desk.call('GET', '/policies/hansa-ola');
    const targets = (policy.targets as Target[]).map((target) =>
      target.metric === 'handling' && target.party === 'provider'
        ? { ...target, minutes: { ...target.minutes, high: minutes } }
        : target,
    );
    await desk.call('PUT', '/policies/hansa-ola', { ...policy, targets });
  }
  /** The target that a ticket's handling by the provider has, in seconds. */
  async function handlingOf(ticket: number): Promise<unknown> {
    const { targets } = await desk.call('GET', `/tickets/${ticket}/sla`);
    const rows = targets as { metric: string; party: string; targetSeconds: number }[];
    return rows.find(({ metric, party }) => metric === 'handling' && party === 'provider')?.targetSeconds;
  }

  it('says on a policy’s page that open tickets run under an older version, and leads to the form', async () => {
    const { page } = window;
    await page.goto('/parties/policies/hansa-ola');
    await page.getByRole('heading', { name: 'Hansa IT and the provider between them' }).waitFor();
    await handleWithin(30);
    await page.reload();
    await page.getByText('1 open ticket runs on targets of an older version').waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await page.getByRole('link', { name: 'See what changes' }).click();
    await page.getByRole('heading', { name: 'Begin a change' }).waitFor();
    await page.getByText('Hansa IT and the provider between them').first().waitFor();
  });

  it('shows in a dry run what each clock says before and after, and changes nothing', async () => {
    const { page } = window;
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    const foreseen = page.getByRole('region', { name: 'What it would do' });
    await foreseen.getByText('1 ticket looked at. 1 would come out differently.').waitFor();
    const [, hansa] = await foreseen.getByRole('row').allTextContents();
    expect(hansa).to.equal('Hansa IT1100');
    const row = foreseen.getByRole('listitem').filter({ hasText: `#${number}` });
    expect(((await row.textContent()) ?? '').replaceAll(/\s+/g, ' ')).to.match(
      /Handling · provider.*4 h target.*30 min target/,
    );
    expect(await axeFindings(page)).to.deep.equal([]);
    expect(await handlingOf(number)).to.equal(4 * 3600);
  });

  it('forgets what was foreseen once something else is asked for', async () => {
    const { page } = window;
    await page.getByRole('radio', { name: 'Keep what was promised' }).check();
    await page.getByRole('button', { name: 'Carry out' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByText('No target would change').waitFor();
    await page.getByRole('radio', { name: 'From now on' }).check();
  });

  it('carries the change out with its progress, and has it in the list', async () => {
    const { page, complaints } = window;
    await page.getByRole('button', { name: 'Show what it would do' }).click();
    await page.getByRole('button', { name: 'Carry out' }).click();
    await page.getByRole('status').filter({ hasText: 'Done' }).waitFor();
    await page.getByRole('listitem').filter({ hasText: '1 Taken along' }).waitFor();
    expect(await handlingOf(number)).to.equal(30 * 60);
    expect(await axeFindings(page)).to.deep.equal([]);
    await page.getByRole('link', { name: 'Changes' }).click();
    await page.getByRole('row').filter({ hasText: 'From now on' }).filter({ hasText: 'hansa-ola' }).waitFor();
    await page.goto('/parties/policies/hansa-ola');
    await page.getByRole('heading', { name: 'Hansa IT and the provider between them' }).waitFor();
    await page.waitForLoadState('networkidle');
    expect(await page.getByText('of an older version').count()).to.equal(0);
    expect(complaints).to.deep.equal([]);
  });

  it('passes a deal on, names what the deal that follows lacks, and takes the ticket along', async () => {
    const { page } = window;
    await page.goto('/parties/deals/D-1001');
    await page.getByRole('button', { name: 'End or pass on' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('1 ticket under this deal is not closed.').waitFor();
    await dialog.getByText('Pass on', { exact: true }).click();
    await dialog.getByText('To the deal that follows').waitFor();
    await dialog.getByLabel('Number').fill('D-1002');
    await dialog.getByRole('combobox', { name: 'Partner' }).click();
    await page.getByRole('option', { name: 'Alpenfels' }).click();
    await dialog.getByRole('button', { name: 'Pass the deal on' }).click();
    await dialog.getByText('is the id of another deal').first().waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await dialog.getByLabel('Number').fill('D-1001-alpenfels');
    await dialog.getByRole('button', { name: 'Show what it would do' }).click();
    await dialog.getByText('1 ticket looked at.').waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await dialog.getByRole('button', { name: 'Pass the deal on' }).click();
    await page.getByRole('heading', { name: 'Deal D-1001 passes on as D-1001-alpenfels' }).waitFor();
    await page.getByRole('status').filter({ hasText: 'Done' }).waitFor();
    const { origin } = await desk.call('GET', `/tickets/${number}`);
    expect(origin).to.deep.include({ deal: { id: 'D-1001-alpenfels' } });
  });

  it('lets a lead say what a ticket’s priority should have been', async () => {
    const { page, complaints } = window;
    // Those of refusals before are meant.
    complaints.splice(0);
    await page.goto(`/tickets/${number}`);
    await page.getByTitle('Change the priority').first().click();
    await page.getByText('It was wrong when it was set:').waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await page.getByRole('menuitem', { name: 'Correct to Low' }).click();
    await page.getByText('Priority corrected to Low').waitFor();
    expect((await desk.call('GET', `/tickets/${number}`)).priority).to.equal('low');
    expect(complaints).to.deep.equal([]);
  });
});

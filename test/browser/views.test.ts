import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, browserFor, openBrowser, openWindow } from '../support/browser.js';
import { type RunningDesk, startDesk } from '../support/running-desk.js';

const DAY = 86_400_000;
const FEED = [
  ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Iberia Cloud//Holidays//EN', 'BEGIN:VEVENT', 'UID:1@iberia.example'],
  ...['DTSTART;VALUE=DATE:20270315', 'RRULE:FREQ=YEARLY', 'SUMMARY:Office move', 'END:VEVENT', 'END:VCALENDAR', ''],
].join('\r\n');

describe('views, rotas and calendars in the browser', function () {
  this.timeout(120_000);
  let desk: RunningDesk;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let admin: string;
  let feed: Server;
  const start = new Date().toISOString().replace(/\.\d+/, '');

  before(async function () {
    const path = browserFor(this);
    feed = createServer((_, response) => response.end(FEED)).listen(0, '127.0.0.1');
    await once(feed, 'listening');
    desk = await startDesk({ CLOCK: 'manual', CLOCK_START: start, OUTBOUND_ALLOW: '127.0.0.1' });
    const person = (name: string, roles: string[], company: object = { kind: 'provider' }) =>
      desk.call('POST', '/people', {
        ...{
          id: name,
          email: `${name}@desk.example`,
          name,
          company,
          roles,
          password: desk.password,
        },
      });
    await person('rita', ['admin', 'lead']);
    await person('otto', ['agent']);
    await person('karin', ['partner-admin'], { kind: 'partner', id: 'hansa-it' });
    admin = await desk.signIn('rita@desk.example');
    const logged = { requester: { email: 'it@hansa-logistics.example' }, deal: 'D-1001' };
    for (const priority of ['urgent', 'low'])
      await desk.call('POST', '/tickets', { ...logged, subject: 'Down', priority }, admin);
    const monday = new Date(Date.now() - 14 * DAY).toISOString().slice(0, 10);
    await desk.call(
      'POST',
      '/rotas',
      { id: 'network', name: 'Network', timeZone: 'Europe/Berlin', layers: [{ from: monday, people: ['rita'] }] },
      admin,
    );
    browser = await openBrowser(path);
    const window = await openWindow(browser, desk.url);
    const [name, value] = admin.split('=');
    await window.context.addCookies([{ name: String(name), value: String(value), url: desk.url }]);
    ({ page, complaints } = window);
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
    feed?.close();
  });

  it('keep what is looked at under a name, at the side and counted', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Save as a view' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('On fire');
    await dialog.getByRole('combobox', { name: 'Priority' }).press('ArrowDown');
    await page.getByRole('option', { name: 'Urgent' }).click();
    await dialog.getByLabel('Everybody of the company sees it').check();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const entry = page.getByRole('navigation').getByRole('link', { name: /On fire/ });
    await entry.waitFor();
    await page.getByRole('heading', { name: 'On fire' }).waitFor();
    await page.getByRole('link', { name: /On fire.*1/ }).waitFor();
    await page.goto('/views');
    await page.getByRole('cell', { name: 'Shared by rita' }).waitFor();
    await page.getByRole('button', { name: 'Unpin: On fire' }).click();
    await page.getByRole('button', { name: 'Pin: On fire', exact: true }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('show who is on call, and take somebody who stands in', async () => {
    await page.goto('/parties/rotas/network');
    await page.locator('strong', { hasText: 'rita' }).waitFor();
    await page.getByRole('button', { name: 'Somebody stands in' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Who stands in' }).click();
    await page.getByRole('option', { name: 'otto' }).click();
    const local = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 16);
    await dialog.getByLabel(/^From/).fill(local(2));
    await dialog.getByLabel(/^Until/).fill(local(3));
    await dialog.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('listitem').filter({ hasText: 'otto' }).filter({ hasText: 'stands in' }).waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('show a calendar’s coming weeks, and holidays before they are taken over', async () => {
    await page.goto('/parties/calendars/berlin-office');
    await page.getByRole('heading', { name: 'The coming weeks' }).waitFor();
    await page.getByRole('button', { name: 'Take over holidays' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Country' }).fill('Germany');
    await page.getByRole('option', { name: 'Germany' }).click();
    await dialog.getByRole('button', { name: 'What would change?' }).click();
    await dialog.getByRole('img', { name: 'Added' }).first().waitFor();
    await dialog.getByRole('button', { name: 'Take over' }).click();
    await page
      .getByText(/Version 2/)
      .first()
      .waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('show what a calendar’s feed would change, until it is left or taken over', async () => {
    const { version } = await desk.call('GET', '/calendars/madrid-office');
    const url = `http://127.0.0.1:${(feed.address() as AddressInfo).port}/holidays.ics`;
    await desk.call('PATCH', '/calendars/madrid-office', { holidayFeed: { url }, version }, admin);
    const now = new Date(Date.parse(start) + DAY).toISOString();
    await desk.call('PUT', '/dev/clock', { now }, admin);
    await page.goto('/parties/calendars/madrid-office');
    const proposal = page.getByRole('region', { name: 'The feed says something else' });
    await proposal.getByText('Office move').first().waitFor();
    await proposal.getByRole('button', { name: 'Leave it as it is' }).click();
    await proposal.getByText('Left as it is.').waitFor();
    await proposal.getByRole('button', { name: 'Take over' }).click();
    await page.getByText('Its feed says the same as this calendar.').waitFor();
    expect(complaints).to.deep.equal([]);
  });

  it('are there for a partner too: its views above its tickets, its rotas in the portal', async () => {
    const window = await openWindow(browser, desk.url, { width: 360, height: 800 });
    const [name, value] = (await desk.signIn('karin@desk.example')).split('=');
    await window.context.addCookies([{ name: String(name), value: String(value), url: desk.url }]);
    const portal = window.page;
    await portal.goto('/partner');
    await portal.getByRole('button', { name: 'Save as a view' }).click();
    await portal.getByRole('dialog').getByLabel('Name').fill('Most urgent');
    await portal.getByRole('combobox', { name: 'Priority' }).press('ArrowDown');
    await portal.getByRole('option', { name: 'Urgent' }).click();
    await portal.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await portal.getByRole('heading', { name: 'Most urgent (1)' }).waitFor();
    await portal.getByRole('link', { name: 'All views' }).click();
    await portal.getByRole('link', { name: 'Most urgent' }).click();
    await portal.getByRole('heading', { name: 'Most urgent (1)' }).waitFor();
    await portal.getByRole('link', { name: 'On call' }).click();
    await portal.getByRole('button', { name: 'Add' }).click();
    await portal.getByRole('textbox', { name: 'Number' }).fill('hansa-nights');
    await portal.getByRole('textbox', { name: 'Name' }).fill('Nights');
    await portal.getByRole('textbox', { name: 'Layers' }).fill('- { from: 2026-01-05, people: [karin] }');
    await portal.getByRole('button', { name: 'Save' }).click();
    await portal.getByRole('link', { name: 'Nights' }).click();
    await portal.locator('strong', { hasText: 'karin' }).waitFor();
    expect(await axeFindings(portal)).to.deep.equal([]);
    expect(window.complaints).to.deep.equal([]);
    await window.context.close();
  });

  it('show what lint finds, by kind and with the way to it', async () => {
    await page.goto('/parties/lint');
    await page.getByRole('heading', { name: 'Lint' }).waitFor();
    expect(complaints).to.deep.equal([]);
  });
});

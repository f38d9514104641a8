import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, browserFor, openBrowser, openWindow } from '../support/browser.js';
import { type RunningDesk, startDesk } from '../support/running-desk.js';

const HANSA = { kind: 'partner', id: 'hansa-it' };

describe('queues in the browser', function () {
  this.timeout(120_000);
  let desk: RunningDesk;
  let browser: Browser;
  let admin: string;
  const complaints: (() => string[])[] = [];

  before(async function () {
    const path = browserFor(this);
    desk = await startDesk();
    const person = (name: string, roles: string[], company: object = { kind: 'provider' }, over: object = {}) =>
      desk.call('POST', '/people', {
        ...{ id: name, email: `${name}@desk.example`, name, company, roles, password: desk.password, ...over },
      });
    await person('rita', ['admin', 'lead']);
    await person('otto', ['agent'], undefined, { capacity: 4, skills: [{ skill: 'sip', level: 3 }] });
    await person('uma', ['agent']);
    await person('karin', ['partner-admin'], HANSA);
    admin = await desk.signIn('rita@desk.example');
    browser = await openBrowser(path);
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  async function windowOf(name: string): Promise<Page> {
    const window = await openWindow(browser, desk.url);
    const [cookie, value] = (await desk.signIn(`${name}@desk.example`)).split('=');
    await window.context.addCookies([{ name: String(cookie), value: String(value), url: desk.url }]);
    complaints.push(() => window.complaints);
    return window.page;
  }
  const log = (subject: string, over: object = {}) =>
    desk.call(
      'POST',
      '/tickets',
      {
        ...{ subject, kind: 'incident', priority: 'urgent', deal: 'D-1001', component: 'voice-eu' },
        ...{ requester: { email: 'it@hansa-logistics.example' }, court: 'provider', ...over },
      },
      admin,
    );
  const numberIn = (page: Page) => Number(/\/tickets\/(\d+)/.exec(page.url())?.[1]);
  const choose = async (page: Page, label: string, option: string) => {
    const input = page.getByRole('combobox', { name: label });
    await input.click();
    await page.getByRole('option', { name: option, exact: true }).click();
    await input.press('Escape');
  };

  it('are set by a lead: rules in order, who gets what, and who is there', async () => {
    const page = await windowOf('rita');
    await page.goto('/parties/queues');
    await page.locator('#content').getByRole('link', { name: 'Voice' }).click();
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await choose(page, 'Partner', 'Hansa IT');
    await page.getByRole('combobox', { name: 'Priority' }).click();
    await page.getByRole('option', { name: 'Urgent' }).click();
    await page.getByRole('button', { name: 'Rule 2 up' }).click();
    await page.getByRole('radio', { name: 'By skill' }).check();
    await page.getByRole('button', { name: 'Add a skill' }).click();
    await choose(page, 'Skill', 'SIP and trunks');
    await page.getByRole('textbox', { name: 'Skills matter for' }).fill('20');
    await choose(page, 'People who work it', 'otto');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as version 2').waitFor();
    await page.getByRole('cell', { name: 'otto' }).waitFor();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await axeFindings(page)).to.deep.equal([]);
    const stored = (await desk.call('GET', '/queues/voice', undefined, admin)) as Record<string, unknown>;
    const rule = { kinds: [], components: [], partners: [], dealTypes: [], languages: [], priorities: [], courts: [] };
    expect(stored).to.deep.include({
      ...{ assignment: 'by-skill', agents: ['otto'], fallbackAfterMinutes: 20 },
      skills: [{ skill: 'sip', level: 1, required: true }],
      when: [
        { ...rule, partners: ['hansa-it'], priorities: ['urgent'] },
        { ...rule, components: ['voice-eu', 'voice-us'] },
      ],
    });
    await page.close();
  });

  it('give two who ask for the next ticket at once a different one each, and say when there is none', async () => {
    await desk.call('PATCH', '/queues/voice', { version: 2, assignment: 'by-hand', skills: [], agents: [] }, admin);
    await log('First');
    await log('Second');
    const [otto, uma] = [await windowOf('otto'), await windowOf('uma')];
    const pages = [otto, uma];
    await Promise.all(pages.map((page) => page.goto('/?view=queue:voice')));
    const next = (page: Page) => page.getByRole('button', { name: /^Next/ });
    await Promise.all(pages.map((page) => next(page).waitFor()));
    await Promise.all(pages.map((page) => next(page).click()));
    await Promise.all(pages.map((page) => page.waitForURL(/\/tickets\/\d+/)));
    const numbers = pages.map(numberIn);
    expect(new Set(numbers).size).to.equal(2);
    for (const [index, page] of pages.entries()) {
      const ticket = (await desk.call('GET', `/tickets/${numbers[index]}`, undefined, admin)) as {
        assignee: { id: string };
      };
      expect(ticket.assignee.id).to.equal(page === otto ? 'otto' : 'uma');
    }
    // Five of a capacity of four: it was asked for by hand.
    await otto.getByText('Beyond the capacity').waitFor();

    await log('Last');
    await Promise.all(pages.map((page) => page.goto('/?view=queue:voice')));
    await Promise.all(pages.map((page) => next(page).waitFor()));
    await Promise.all(pages.map((page) => next(page).click()));
    const none = (page: Page) =>
      page
        .getByText('Nothing waits for us just now.')
        .waitFor()
        .then(() => false);
    const got = (page: Page) => page.waitForURL(/\/tickets\/\d+/).then(() => true);
    const outcomes = await Promise.all(pages.map((page) => Promise.race([none(page), got(page)])));
    expect(outcomes.sort()).to.deep.equal([false, true]);
    await Promise.all(pages.map((page) => page.close()));
  });

  it('are shown by due, what is due first on top, also as that changes', async () => {
    const page = await windowOf('uma');
    const made = new Map<string, string>();
    for (const [when, priority] of [
      ['last', 'low'],
      ['first', 'urgent'],
      ['between', 'high'],
    ] as const) {
      made.set(when, String(((await log(`Due ${when}`, { priority })) as { id: string }).id));
    }
    await page.goto('/?view=queue:voice');
    const rows = page.locator('li[aria-posinset]').filter({ hasText: /Due (first|between|last)/ });
    const shownAs = async (...order: string[]) => {
      for (const [at, when] of order.entries())
        await rows
          .nth(at)
          .filter({ hasText: `Due ${when}` })
          .waitFor();
    };
    await shownAs('first', 'between', 'last');
    // It was logged before the others: as urgent as the first, it is due before it.
    const last = (await desk.call('GET', `/tickets/${made.get('last')}`, undefined, admin)) as { version: number };
    await desk.call('PATCH', `/tickets/${made.get('last')}`, { version: last.version, priority: 'urgent' }, admin);
    await shownAs('last', 'first', 'between');
    await page.close();
  });

  it('are a partner’s own in its portal, with its own next', async () => {
    const page = await windowOf('karin');
    await page.goto('/partner/queues');
    await page.getByRole('link', { name: 'Add a queue' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('First line');
    await page.getByRole('textbox', { name: 'Number' }).fill('hansa-line');
    await page.getByRole('button', { name: 'Add a rule' }).click();
    await choose(page, 'Court', 'Partner');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved as version 1').waitFor();
    await page.getByRole('cell', { name: 'karin' }).waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await log('For the partner', { court: 'partner' });
    await page.goto('/partner');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.waitForURL(/\/partner\/tickets\/\d+/);
    await page.getByRole('heading', { name: /For the partner/ }).waitFor();
    await page.getByRole('link', { name: 'First line' }).waitFor();
    await page.goto('/partner');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Nothing waits for us just now.').waitFor();
    await page.close();
  });

  it('cause no complaint on any page', () => {
    expect(complaints.flatMap((of) => of())).to.deep.equal([]);
  });
});

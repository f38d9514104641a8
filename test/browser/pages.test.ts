import { expect } from 'chai';
import { after, before, describe, it } from 'mocha';
import type { Browser } from 'playwright-core';
import { axeFindings, browserFor, openBrowser, openWindow } from '../support/browser.js';
import { type RunningDesk, startDesk } from '../support/running-desk.js';

/** Turns that end, so that somebody is on call, and then nobody. */
const rotaOf = (person: unknown) => ({
  ...{ id: 'network', name: 'Network', timeZone: 'Europe/Berlin' },
  layers: [{ from: '2026-01-05', until: '2026-02-02', people: [person] }],
});

/** A width of 360 px in light, and of 1440 px in dark: what is cut or grey on grey shows in one of the two. */
const LOOKS = [
  { width: 360, height: 760, colorScheme: 'light' },
  { width: 1_440, height: 900, colorScheme: 'dark' },
] as const;

const PROVIDER = { kind: 'provider' };
const PARTNER = { kind: 'partner', id: 'hansa-it' };
const CUSTOMER = { kind: 'customer', id: 'hansa-logistics' };

describe('every page, narrow and wide, light and dark', function () {
  this.timeout(120_000);
  let desk: RunningDesk;
  let browser: Browser;
  let ticket = '';
  let outage = '';
  let credit = '';
  let change = '';

  before(async function () {
    const path = browserFor(this);
    desk = await startDesk();
    const person = (email: string, company: object, roles: string[]) =>
      desk.call('POST', '/people', { email, name: email.split('@')[0], company, roles, password: desk.password });
    const root = await person('root@desk.example', PROVIDER, ['admin', 'lead']);
    await person('karin@hansa-it.example', PARTNER, ['partner-admin']);
    await person('it@hansa-logistics.example', CUSTOMER, ['contact']);
    const admin = await desk.signIn('root@desk.example');
    const logged = { deal: 'D-1001', component: 'voice-eu', requester: { email: 'it@hansa-logistics.example' } };
    const made = await desk.call('POST', '/tickets', { subject: 'No outbound calls', ...logged }, admin);
    ticket = String(made.id);
    await desk.call('POST', `/tickets/${ticket}/replies`, { text: 'We look into it.', visibility: 'desks' }, admin);
    const startedAt = new Date(Date.parse(String(made.createdAt)) - 60_000).toISOString();
    const hit = { title: 'No dial tone', components: ['voice-eu'], impact: 'full', cause: 'provider' };
    outage = String((await desk.call('POST', '/outages', { ...hit, startedAt, endedAt: null }, admin)).id);
    await desk.call('POST', '/credit-runs', { through: String(made.createdAt).slice(0, 10) }, admin);
    const { items } = await desk.call('GET', '/credits?limit=1&partner=hansa-it', undefined, admin);
    credit = String((items as { id: string }[])[0]?.id);
    const asked = { rule: 'recompute', policies: ['hansa-ola'], reason: 'Agreed with Hansa IT' };
    change = String((await desk.call('POST', '/sla/changes', asked, admin)).id);
    await desk.call('POST', '/rotas', rotaOf(root.id), admin);
    await desk.call('POST', '/views', { name: 'Urgent', query: { priority: 'urgent' }, shared: true }, admin);
    browser = await openBrowser(path);
  });
  after(async () => {
    await browser?.close();
    await desk?.stop();
  });

  /** What is wrong with pages as somebody sees them, a line each. */
  async function complaintsOf(email: string | null, paths: readonly string[]): Promise<string[]> {
    const all: string[] = [];
    for (const look of LOOKS) {
      const { context, page, complaints } = await openWindow(browser, desk.url, look);
      if (email) {
        const [name, value] = (await desk.signIn(email)).split('=');
        await context.addCookies([{ name: String(name), value: String(value), url: desk.url }]);
      }
      for (const path of paths) {
        await page.goto(path, { waitUntil: 'networkidle' });
        const beyond = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'));
        const found = [...complaints.splice(0), ...(await axeFindings(page))];
        if (beyond > 0) found.push(`is ${beyond} px wider than the window`);
        all.push(...found.map((complaint) => `${path} at ${look.width} px, ${look.colorScheme}: ${complaint}`));
      }
      await context.close();
    }
    return all;
  }

  it('of the desk', async () => {
    const parties = ['partners', 'deals', 'policies', 'people'].map((noun) => `/parties/${noun}`);
    const pages = [
      '/',
      `/tickets/${ticket}`,
      '/new',
      '/outages',
      `/outages/${outage}`,
      '/credits',
      `/credits/${credit}`,
    ];
    const more = [
      '/approvals',
      '/parties',
      '/parties/playbooks',
      ...parties,
      '/parties/partners/hansa-it',
      '/parties/deals/D-1001',
      '/parties/policies/hansa-ola',
      '/parties/queues',
      '/parties/queues/voice',
      '/parties/rotas',
      '/parties/rotas/network',
      '/parties/calendars/berlin-office',
      '/parties/lint',
      '/views',
      '/parties/changes',
      '/parties/changes/new?policies=hansa-ola',
      `/parties/changes/${change}`,
    ];
    expect(await complaintsOf('root@desk.example', [...pages, ...more])).to.deep.equal([]);
  });

  it('of the partner’s portal', async () => {
    const pages = [
      '',
      `/tickets/${ticket}`,
      '/new',
      '/approvals',
      '/deals',
      '/playbooks',
      '/credits',
      `/credits/${credit}`,
    ];
    expect(
      await complaintsOf(
        'karin@hansa-it.example',
        pages.map((page) => `/partner${page}`),
      ),
    ).to.deep.equal([]);
  });

  it('of the customer', async () => {
    const pages = ['/my', `/my/tickets/${ticket}`, '/my/new'];
    expect(await complaintsOf('it@hansa-logistics.example', pages)).to.deep.equal([]);
  });

  it('that everybody sees', async () => {
    expect(await complaintsOf(null, ['/sign-in', '/support', '/status', '/l/nothing'])).to.deep.equal([]);
  });
});

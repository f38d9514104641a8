import { expect } from 'chai';
import type { ParsedMail } from 'mailparser';
import { after, before, describe, it } from 'mocha';
import type { Browser, Page } from 'playwright-core';
import { axeFindings, browserFor, openBrowser, openWindow } from '../support/browser.js';
import { type RunningDesk, startDesk } from '../support/running-desk.js';
import { type SmtpReceiver, smtpReceiver } from '../support/smtp-receiver.js';

const SUBJECT = 'Fax line dead in Bremen';

/** Signs in by keyboard alone. */
async function signIn(page: Page, desk: RunningDesk, email: string) {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(desk.password);
  await page.keyboard.press('Enter');
}

/** Waits for the mail about a ticket, and gives the path of the link in it. */
async function linkInMail(outside: SmtpReceiver, subject: string): Promise<string> {
  const linkIn = ({ text }: ParsedMail) => /https?:\/\/[^/\s]+(\/l\/[\w-]+)/.exec(text ?? '')?.[1];
  const mail = await outside.arrives((one) => one.subject?.includes(subject) === true && linkIn(one) !== undefined);
  return linkIn(mail) ?? '';
}

describe('walk 2 in a browser: see it live', function () {
  this.timeout(90_000);
  let desk: RunningDesk;
  let browser: Browser;
  let outside: SmtpReceiver;
  let agent: Awaited<ReturnType<typeof openWindow>>;
  let partner: Awaited<ReturnType<typeof openWindow>>;
  let key = '';
  let number = 0;

  before(async function () {
    const path = browserFor(this);
    outside = await smtpReceiver();
    desk = await startDesk({ SMTP_URL: outside.url });
    const password = desk.password;
    const provider = { kind: 'provider' };
    const company = { kind: 'partner', id: 'hansa-it' };
    await desk.call('POST', '/people', {
      email: 'anna@desk.example',
      name: 'Anna Kraus',
      company: provider,
      roles: ['agent'],
      password,
    });
    await desk.call('POST', '/people', {
      email: 'luis@desk.example',
      name: 'Luis Ortega',
      company: provider,
      roles: ['agent'],
      password,
    });
    await desk.call('POST', '/people', {
      email: 'jonas@hansa-it.example',
      name: 'Jonas Vogt',
      company,
      roles: ['partner-agent'],
      password,
    });
    const made = await desk.call('POST', '/keys', {
      name: 'helpdesk',
      company,
      scopes: ['tickets:read', 'tickets:write'],
    });
    key = String(made.key);
    browser = await openBrowser(path);
    agent = await openWindow(browser, desk.url);
    partner = await openWindow(browser, desk.url);
  });

  after(async () => {
    await browser?.close();
    await desk?.stop();
    await outside?.close();
  });

  it('lets an agent in by keyboard, to a queue that is live', async () => {
    await signIn(agent.page, desk, 'anna@desk.example');
    await agent.page.getByRole('heading', { name: 'All open' }).waitFor();
    await agent.page.getByText('live', { exact: true }).waitFor();
    await agent.page.getByText('Nothing waits here').waitFor();
  });

  it('shows a ticket that the partner’s helpdesk logs, without a reload', async () => {
    const ticket = {
      subject: SUBJECT,
      description: 'Since 09:10 no fax goes out.',
      priority: 'urgent',
      requester: { email: 'it@hansa-logistics.example' },
      deal: 'D-1001',
      court: 'provider',
    };
    number = Number((await desk.call('POST', '/tickets', ticket, key)).number);
    const row = agent.page.getByRole('listitem').filter({ hasText: SUBJECT });
    await row.waitFor();
    const text = ((await row.textContent()) ?? '').replaceAll(/\s+/g, ' ');
    expect(text)
      .to.include('Hansa IT')
      .and.to.include('Us')
      .and.to.include('Urgent')
      .and.to.match(/\d+ (min|h)|\d:\d\d/);
  });

  it('lets a second ticket wait, so that nothing moves under the hand', async () => {
    await desk.call(
      'POST',
      '/tickets',
      { subject: 'Second one', requester: { email: 'it@hansa-logistics.example' }, deal: 'D-1001' },
      key,
    );
    await agent.page.getByRole('button', { name: '1 new' }).click();
    await agent.page.getByRole('listitem').filter({ hasText: 'Second one' }).waitFor();
  });

  it('is opened, claimed and answered by keys; the composer names who will read it', async () => {
    await agent.page.keyboard.press('g');
    await agent.page.keyboard.press('n');
    await agent.page.getByRole('heading', { name: SUBJECT }).waitFor();
    await agent.page.keyboard.press('e');
    await agent.page.getByText('Anna Kraus has it').waitFor();
    await agent.page.keyboard.press('r');
    await agent.page.getByText('it@hansa-logistics.example').first().waitFor();
    await agent.page.keyboard.type('We see it and are on it.');
    await agent.page.keyboard.press('Control+Enter');
    await agent.page.getByRole('article').filter({ hasText: 'We see it and are on it.' }).first().waitFor();
  });

  it('tells a second agent who has it', async () => {
    const luis = await openWindow(browser, desk.url);
    await signIn(luis.page, desk, 'luis@desk.example');
    await luis.page.getByRole('heading', { name: 'All open' }).waitFor();
    await luis.page.goto(`/tickets/${number}`);
    await luis.page.getByText('Anna Kraus has it').waitFor();
    const refused = await desk
      .call('POST', `/tickets/${number}/claim`, {}, await desk.signIn('luis@desk.example'))
      .then(() => 'taken', String);
    expect(refused).to.include('409').and.to.include('Anna Kraus');
    await luis.context.close();
  });

  it('goes to the partner and back, each told whose turn it is', async () => {
    await agent.page.keyboard.press('Escape');
    await agent.page.keyboard.press('h');
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await agent.page.getByText('Waiting for Hansa IT').waitFor();
    await signIn(partner.page, desk, 'jonas@hansa-it.example');
    await partner.page.getByRole('heading', { name: /Your turn \(1\)/ }).waitFor();
    await partner.page.getByRole('link', { name: SUBJECT }).click();
    await partner.page.getByText('Your turn', { exact: true }).waitFor();
    await partner.page.getByRole('button', { name: 'Hand over' }).click();
    await partner.page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
    await agent.page.getByText('Your turn', { exact: true }).waitFor();
  });

  it('is solved, and leaves the queue', async () => {
    await agent.page.keyboard.press('s');
    await agent.page.getByRole('dialog').getByRole('button', { name: 'Solve' }).click();
    await agent.page.getByText('Solved', { exact: true }).first().waitFor();
    await agent.page.keyboard.press('Escape');
    await agent.page.mouse.move(5, 5);
    await agent.page.getByRole('listitem').filter({ hasText: SUBJECT }).waitFor({ state: 'detached' });
  });

  it('lets a customer ask by the web form and follow it by the link in the mail', async () => {
    const { context, page, complaints } = await openWindow(browser, desk.url);
    await page.goto('/support');
    await page.getByLabel('E-mail address').fill('it@hansa-logistics.example');
    await page.getByLabel('In one sentence').fill('Voicemail is silent');
    await page.getByLabel('What happens, since when, for whom').fill('Since Monday, for everybody.');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: /We have it: #\d+/ }).waitFor();
    const link = await linkInMail(outside, 'Voicemail is silent');
    await page.goto(link);
    await page.getByRole('button', { name: 'Open it' }).click();
    await page.getByRole('heading', { name: /We are on it/ }).waitFor();
    await page.getByLabel('Write to us').fill('It is only the second floor.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('article').filter({ hasText: 'It is only the second floor.' }).waitFor();
    expect(await axeFindings(page)).to.deep.equal([]);
    await page.goto(link);
    await page.getByRole('button', { name: 'Mail me a new link' }).waitFor();
    expect(complaints).to.deep.equal([]);
    await context.close();
  });

  it('leaves nothing for axe to find, and breaks no rule of the content security policy', async () => {
    expect(await axeFindings(agent.page)).to.deep.equal([]);
    await agent.page.goto(`/tickets/${number}`);
    await agent.page.getByRole('heading', { name: SUBJECT }).waitFor();
    expect(await axeFindings(agent.page)).to.deep.equal([]);
    await partner.page.goto('/partner');
    await partner.page.getByRole('heading', { name: 'Tickets' }).waitFor();
    expect(await axeFindings(partner.page)).to.deep.equal([]);
    expect([...agent.complaints, ...partner.complaints]).to.deep.equal([]);
  });
});

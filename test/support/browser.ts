import { existsSync } from 'node:fs';
import axe from 'axe-core';
import type { Context } from 'mocha';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { isBuilt } from './running-desk.js';

const CANDIDATES = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Where a Chromium is on this machine, if there is one. */
const chromiumPath = (): string | undefined => CANDIDATES.find((path) => path !== undefined && existsSync(path));

/** Where the browser for these tests is, or why they cannot run; where checks must be whole that is an error. */
function browserOrWhy(): { path: string } | { why: string } {
  const path = chromiumPath();
  if (path && isBuilt()) return { path };
  const why = path ? 'the desk is not built (npm run build)' : 'there is no Chromium (set CHROMIUM)';
  if (process.env.CI) throw new Error(`Browser tests must run here, but ${why}`);
  return { why };
}

/** Where the browser for a suite is. Where there is none the suite is left out, loudly. */
export function browserFor(suite: Context): string {
  const found = browserOrWhy();
  if ('path' in found) return found.path;
  console.warn(`\n  !! BROWSER TESTS ARE LEFT OUT: ${found.why}\n`);
  return suite.skip();
}

/** Opens a browser; the caller closes it. */
export function openBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
}

/** The browser's own word on answers that pages ask for and deal with: nobody is signed in, a link is used up. */
const EXPECTED = /^Failed to load resource: .* 40[14] /;

/** How large a window is, and whether it is light. */
interface Look {
  width: number;
  height: number;
  colorScheme?: 'light' | 'dark';
}

/** A person's window; what the page complains of is kept, to be looked at. */
export async function openWindow(
  browser: Browser,
  url: string,
  { colorScheme = 'light', ...viewport }: Look = { width: 1_440, height: 900 },
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    viewport,
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  return { context, page, complaints };
}

/** What axe finds wrong with a page, a line each. */
export async function axeFindings(page: Page): Promise<string[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe.source });
  const { result } = await session.send('Runtime.evaluate', {
    expression: `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120)))`,
    awaitPromise: true,
    returnByValue: true,
  });
  return Array.isArray(result.value) ? result.value.map(String) : ['axe gave no answer'];
}

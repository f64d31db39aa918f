// Debian's Chromium for one test file: pages that are signed in, watched for faults, and photographed.
import { chromium } from 'playwright-core';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CallCentre } from './call_centre.mjs';
import { root, serveSample } from './server.mjs';

const executable = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const pages = existsSync(path.join(root, 'web/dist/index.html'));
// Why the browser tests cannot run here; false when they can. scripts/test brings both, so nothing is skipped there.
export const lacking = !executable
  ? 'Chromium is not installed'
  : !pages
    ? 'web/dist is not built (npm --prefix web run build)'
    : false;

const screenshots = process.env.KOUJING_SCREENSHOTS ?? path.join(root, 'build/screenshots');
const axe = () => readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

export const launch = () => chromium.launch({ executablePath: executable, headless: true, args: flags });

export class Desks {
  static async open() {
    const server = await serveSample();
    try {
      mkdirSync(screenshots, { recursive: true });
      return new Desks(server, await launch());
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  constructor(server, browser) {
    this.server = server;
    this.browser = browser;
    this.centre = new CallCentre(server);
  }

  async close() {
    await this.browser?.close();
    await this.server?.close();
  }

  // A page in a window of its own, for a person who is signed in (or nobody). `faults` collects what went wrong in it.
  // `workers`: the desk may keep the pages themselves; requests that pass through its worker cannot be intercepted.
  async page(name, { language = 'zh', size = { width: 1366, height: 768 }, workers = 'block' } = {}) {
    const context = await this.browser.newContext({
      viewport: size,
      locale: language === 'en' ? 'en-GB' : 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
      serviceWorkers: workers,
      baseURL: this.server.url,
    });
    context.setDefaultTimeout(10_000);
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: this.server.url });
    if (language === 'en') await context.addInitScript(() => localStorage.setItem('koujing.language', 'en'));
    if (name) {
      const person = await this.centre.person(name);
      const [cookie, value] = person.headers.cookie.split('=');
      await context.addCookies([{ name: cookie, value, url: this.server.url, httpOnly: true, sameSite: 'Strict' }]);
    }
    const page = await context.newPage();
    page.faults = [];
    page.on('pageerror', (error) => page.faults.push(`exception: ${error.message}`));
    page.on('console', (message) => {
      // Whoever is not signed in is told so by a 401: that is the question 'who am I', not a fault.
      const asksWho = /status of 401/.test(message.text()) && message.location().url.endsWith('/api/v1/session');
      const blocked = /Service Worker registration blocked by Playwright/.test(message.text());
      if (['error', 'warning'].includes(message.type()) && !asksWho && !blocked)
        page.faults.push(`${message.type()}: ${message.text()} (${message.location().url})`);
    });
    page.on(
      'response',
      (response) => response.status() >= 500 && page.faults.push(`${response.status()} ${response.url()}`),
    );
    return page;
  }

  // Opens an address and waits until nothing is loading any more.
  async go(page, address) {
    await page.goto(address);
    await settled(page);
  }

  async photo(page, name) {
    await page.screenshot({ path: path.join(screenshots, `${name}.png`), animations: 'disabled' });
  }

  // Violations of WCAG 2.2 A and AA that axe calls serious or critical, one line each.
  async violations(page) {
    await page.evaluate(axe());
    const found = await page.evaluate(() =>
      globalThis.axe.run(document, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        resultTypes: ['violations'],
      }),
    );
    return found.violations
      .filter(({ impact }) => ['serious', 'critical'].includes(impact))
      .map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .slice(0, 3)
            .map(({ html, failureSummary }) => `${html.slice(0, 160)} — ${failureSummary.split('\n')[1]?.trim()}`)
            .join(' | ')}`,
      );
  }
}

export async function settled(page) {
  await page.waitForSelector('main h1, main h2, .sign-in h1');
  await page.locator('[data-test=loading], .el-skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
}

export const by = (page, test) => page.locator(`[data-test="${test}"]`);

// The field that holds the text of a component, whichever element the component puts its data-test on.
export const field = (page, test) =>
  page
    .locator(
      `input[data-test="${test}"], textarea[data-test="${test}"], [data-test="${test}"] input, [data-test="${test}"] textarea, [data-test="${test}"] .cm-content`,
    )
    .first();

export async function write(page, test, text) {
  const place = field(page, test);
  await place.click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

export async function pick(page, test, value) {
  await by(page, test).click();
  await by(page, `${test}-${value}`).click();
}

// Waits until a field of the page holds this text. Not waitForFunction: when its first look fails it goes on with eval(),
// which the policy of the pages forbids.
export async function holds(page, text, selector = 'input, textarea') {
  const look = ([css, wanted]) => [...document.querySelectorAll(css)].some((one) => one.value === wanted);
  const deadline = Date.now() + 10_000;
  while (!(await page.evaluate(look, [selector, text]))) {
    if (Date.now() > deadline) throw new Error(`no field holds '${text}'`);
    await page.waitForTimeout(100);
  }
}

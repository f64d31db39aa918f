// The bar of desks, for every role in both languages: what does not fit is behind 'more', and nothing scrolls sideways.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Desks, by, lacking, settled } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const people = ['agent', 'leader', 'inspector', 'market', 'director', 'editor', 'auditor', 'admin'];
const widths = [1366, 1024, 683]; // 683 is 1366 at 200 %
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.test);
// Everything in the bar that can be seen stands within the window, and neither the page nor the bar scrolls.
const measured = (page) =>
  page.evaluate(() => {
    const bar = document.querySelector('header.bar');
    const parts = [bar, ...bar.querySelectorAll('nav, nav > *, input, button')];
    const seen = parts.filter((one) => getComputedStyle(one).visibility === 'visible' && one.offsetWidth);
    return {
      page: document.documentElement.scrollWidth - innerWidth,
      bar: bar.scrollWidth - bar.clientWidth,
      outside: seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5).map((one) => one.textContent),
      links: [...bar.querySelectorAll('nav [data-test^=go-]')].map((one) => one.dataset.test),
      over: seen.filter((one) => one.matches('nav > *, nav')).filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent),
    };
  });

for (const language of ['zh', 'en'])
  test(`no role's bar is wider than its window: ${language}`, { skip: lacking, timeout: 120_000 }, async () => {
    for (const person of people) {
      const page = await desks.page(person, { language });
      await desks.go(page, '/bulletins');
      let links;
      for (const width of widths) {
        await page.setViewportSize({ width, height: 700 });
        await page.waitForTimeout(150);
        const now = await measured(page);
        const where = `${person} ${language} ${width}`;
        assert.deepEqual([now.page, now.bar, now.outside, now.over], [0, 0, [], []], where);
        links ??= now.links.toSorted();
        assert.deepEqual(now.links.toSorted(), links, `${where}: every desk is there, once`);
        if (['leader', 'director'].includes(person)) await desks.photo(page, `bar-${person}-${language}-${width}`);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  });

test('what is folded is reached and left by keyboard alone', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('leader', { language: 'en', size: { width: 683, height: 700 } });
  await desks.go(page, '/bulletins');
  const more = by(page, 'more-desks');
  assert.equal(await more.getAttribute('aria-expanded'), 'false');
  await by(page, 'go-desk').focus();
  for (let n = 0; n < 12 && (await focused(page)) !== 'more-desks'; ++n) await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'more-desks');
  await page.keyboard.press('Enter');
  await by(page, 'go-search-words').waitFor();
  assert.equal(await more.getAttribute('aria-expanded'), 'true');
  assert.deepEqual(await desks.violations(page), []);
  await desks.photo(page, 'bar-more');
  await page.keyboard.press('Escape');
  assert.equal(await focused(page), 'more-desks', 'the focus goes back');
  assert.equal(await by(page, 'go-search-words').isVisible(), false);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  assert.equal(await focused(page), 'go-search-words', 'from the first up to the last');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search-words');
  await settled(page);
  assert.equal(await by(page, 'go-search-words').isVisible(), false);
  assert.equal(await more.evaluate((one) => one.classList.contains('here')), true, 'the fold says that the page is in it');
  assert.deepEqual(page.faults, []);
});

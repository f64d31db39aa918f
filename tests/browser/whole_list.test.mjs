// The list of results read as it stands: whole scripts with the words that were found, by keyboard alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findable, mark } from '../support/call_centre.mjs';
import { Desks, by, lacking } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const row = (page, entry) => page.locator(`[data-test=result][data-entry="${entry}"]`);
const part = (page, entry, test) => row(page, entry).locator(`[data-test=${test}]`);
const room = (page, entry) => part(page, entry, 'result-words').getAttribute('data-room');
// Where the selected row stands in the list: seen from its beginning, whole unless it is taller than the list.
const inSight = (page) =>
  page.evaluate(() => {
    const list = document.querySelector('.results').getBoundingClientRect();
    const selected = document.querySelector('[data-test=result][aria-selected=true]').getBoundingClientRect();
    return selected.top >= list.top - 1 && (selected.bottom <= list.bottom + 1 || selected.height >= list.height);
  });
const wide = (page) =>
  page.evaluate(() => {
    const list = document.querySelector('.results');
    return [document.documentElement.scrollWidth - innerWidth, list.scrollWidth - list.clientWidth];
  });

// Twelve answers to one word; all but two have a script of a few lines, two a very long one.
async function twelve(word) {
  const long = Array.from({ length: 60 }, (_, n) => `第${n + 1}步，请您看一下${word}的说明。`).join('\n');
  const texts = Array.from({ length: 12 }, (_, n) => ({
    title: `${word}问题${n + 1}`,
    brief: `${word}的简短说法`,
    script: n % 6 === 0 ? long : `您好，${word}是这样的。\n\n- 每月 **99 元**\n- 当天办好\n\n请您放心。`,
    cautions: ['不要承诺时间'],
  }));
  await desks.centre.published(texts.map((text) => desks.centre.entry(text)));
  await findable(await desks.centre.person('agent'), word, texts.at(-1).title);
}

test('whole scripts are read in the list, and the arrows keep the selected one in sight', { skip: lacking, timeout: 90_000 }, async () => {
  const word = mark('星云');
  await twelve(word);
  const page = await desks.page('agent');
  await desks.go(page, '/desk');
  await page.keyboard.insertText(word);
  
  await by(page, 'result').nth(9).waitFor();
  await page.waitForURL((url) => url.searchParams.get('q') === word);
  await by(page, 'answer').waitFor();
  const entries = await by(page, 'result').evaluateAll((rows) => rows.map((one) => one.dataset.entry));
  assert.deepEqual(await Promise.all([0, 2, 3, 9].map((n) => room(page, entries[n]))), ['tall', 'tall', 'low', 'low']);
  const titles = await by(page, 'result').locator('h3').allInnerTexts();
  const isLong = (n) => /问题[17]$/.test(titles[n]);
  const short = entries.find((_, n) => !isLong(n));
  assert.match(await row(page, short).innerText(), /不要承诺时间[^]*简短说法[^]*99 元[^]*请您放心/);
  assert.ok((await part(page, short, 'result-script').locator('mark').count()) >= 1, 'the found word is marked in the script');
  await desks.photo(page, 'list-whole');
  assert.deepEqual(await wide(page), [0, 0]);

  for (let n = 0; n < 11; ++n) {
    const top = await row(page, entries[n]).evaluate((one) => one.offsetTop);
    await page.keyboard.press('ArrowDown');
    await row(page, entries[n + 1]).and(page.locator('[aria-selected=true]')).waitFor();
    assert.ok(await inSight(page), `row ${n + 2}`);
    assert.equal(await room(page, entries[n + 1]), 'tall');
    assert.equal(await row(page, entries[n]).evaluate((one) => one.offsetTop), top, 'nothing above moves');
  }
  for (let n = 0; n < 11; ++n) {
    await page.keyboard.press('ArrowUp');
    await row(page, entries[10 - n]).and(page.locator('[aria-selected=true]')).waitFor();
    assert.ok(await inSight(page), `row ${11 - n} on the way back`);
  }

  const at = entries.findIndex((_, n) => isLong(n));
  for (let n = 0; n < at; ++n) await page.keyboard.press('ArrowDown');
  await row(page, entries[at]).locator('[data-test=result-more]').waitFor();
  assert.equal(await part(page, entries[at], 'result-words').getAttribute('data-cut'), 'true');
  await page.keyboard.press('Alt+m');
  await part(page, entries[at], 'result-more').waitFor({ state: 'detached' });
  assert.match(await row(page, entries[at]).innerText(), /第60步/);
  assert.ok(await inSight(page), 'a row that is opened shows its beginning');
  await desks.photo(page, 'list-opened');
  const before = await by(page, 'results').evaluate((list) => list.parentElement.scrollTop);
  await page.keyboard.press('PageDown');
  assert.ok((await by(page, 'results').evaluate((list) => list.parentElement.scrollTop)) > before + 100, 'the list pages');
  await page.keyboard.press('Alt+m');
  await part(page, entries[at], 'result-more').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.dataset.test), 'search-box', 'the caret never left');
  assert.deepEqual(page.faults, []);
});

test('a key makes the list compact, and the browser remembers it for the person', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, `/desk?q=${encodeURIComponent('水费')}`);
  await by(page, 'result-words').first().waitFor();
  for (let n = 0; n < 5; ++n) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Alt+v');
  await by(page, 'result-words').first().waitFor({ state: 'detached' });
  assert.ok(await inSight(page));
  await desks.photo(page, 'list-compact');
  await page.reload();
  await by(page, 'result').first().waitFor();
  assert.equal(await by(page, 'result-words').count(), 0);
  await page.keyboard.press('Alt+m');
  await by(page, 'result-words').waitFor();
  await by(page, 'list-view').click();
  await by(page, 'result-words').nth(5).waitFor();
  assert.ok(await inSight(page));
  assert.deepEqual(page.faults, []);
});

test('while somebody types the list stays at its beginning and the box where it is', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, '/desk');
  await by(page, 'result').first().waitFor();
  const tops = new Set();
  for (const letter of 'kuandai') {
    await page.keyboard.press(letter);
    for (let n = 0; n < 6; ++n) {
      tops.add(await page.evaluate(() => {
        const list = document.querySelector('.results');
        const first = document.querySelector('[data-test=result]');
        return first ? `${Math.round(first.getBoundingClientRect().top)} ${list.scrollTop}` : '';
      }));
      await page.waitForTimeout(15);
    }
  }
  tops.delete('');
  assert.equal(tops.size, 1, [...tops].join(', '));
});

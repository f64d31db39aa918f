// What search did with a query beyond its letters is said in one line, taken back with one key, and explained.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, settled } from '../support/browser.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

const sizes = { small: { width: 1366, height: 768 }, large: { width: 1920, height: 1080 } };
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.test);
const kind = (page, wanted) => page.locator(`[data-test=search-note][data-kind=${wanted}]`).waitFor();
const literal = (page) => new URL(page.url()).searchParams.get('literal');
const fitting = async (page, place) => {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${place} is ${wide} pixels wider than the window`);
  assert.deepEqual(await desks.violations(page), [], place);
};
// Answers of the real search with what only a large library brings about written over them.
const withAnswers = (page, over) =>
  page.route('**/api/v1/search?*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), ...over } });
  });

test(
  'pinyin is read as what was meant, one key takes it back and brings it again',
  { skip: lacking, timeout: 60_000 },
  async () => {
    const page = await desks.page('agent');
    await desks.go(page, '/desk');
    const top = () => by(page, 'results').evaluate((list) => list.getBoundingClientRect().top);
    const before = await top();
    await by(page, 'search-box').pressSequentially('kuandai');
    await kind(page, 'corrected');
    await settled(page);
    assert.match(await by(page, 'search-note').innerText(), /已按“宽带”搜索/);
    assert.match(await by(page, 'literal').innerText(), /按原文搜索\s*Alt\+L/);
    assert.match(await by(page, 'result').first().innerText(), /宽带/);
    assert.equal(await top(), before, 'nothing moves when the line has something to say');
    assert.equal(await focused(page), 'search-box');
    await desks.photo(page, 'corrected-agent-zh');
    await fitting(page, 'corrected');

    await page.keyboard.press('Alt+l');
    await kind(page, 'literal');
    await settled(page);
    assert.equal(literal(page), 'true', 'the address bar is the truth');
    assert.equal(await focused(page), 'search-box');
    assert.match(await by(page, 'search-note').innerText(), /只按原文“kuandai”搜索/);
    assert.doesNotMatch(await by(page, 'results').innerText(), /宽带/);
    await desks.photo(page, 'literal-agent-zh');
    await fitting(page, 'literal');
    await page.reload();
    await kind(page, 'literal');

    await by(page, 'search-box').focus();
    await page.keyboard.press('Alt+l');
    await kind(page, 'corrected');
    assert.equal(literal(page), null);

    // By mouse, the caret stays where it was.
    await by(page, 'literal').click();
    await kind(page, 'literal');
    assert.equal(await focused(page), 'search-box');

    // Another query is another search.
    await by(page, 'search-box').pressSequentially(' duanwang');
    await page.waitForURL((url) => url.searchParams.get('q') === 'kuandai duanwang');
    assert.equal(literal(page), null);
    await settled(page);

    await by(page, 'search-box').fill('宽带');
    await by(page, 'search-note').waitFor({ state: 'detached' });
    await page.keyboard.press('Alt+l');
    assert.equal(literal(page), null, 'where nothing was corrected the key does nothing');
    assert.deepEqual(page.faults, []);
  },
);

test('the key stands in the list of keys, beside that of reading out', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page('agent');
  await desks.go(page, '/desk?q=宽带');
  await by(page, 'keys-button').click();
  const keys = await by(page, 'keys-help').innerText();
  assert.match(keys, /Alt\+L\s+按原文搜索/);
  assert.match(keys, /Alt\+R\s+记录已读给客户/);
});

test(
  'what is mixed, given up or cut short is said too, in both languages and sizes',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const cases = {
      sound: [{ corrected: { kind: 'sound', text: '宽带断网', replaced: false } }, /也按“宽带断网”搜索/, /Also searched for/],
      relaxed: [{ relaxed: ['quotes', 'characters'] }, /没有完全符合的.*引号.*单字.*换个说法/, /No full match.*Reword/],
      partial: [{ partial: true, total_exact: false, total: 500 }, /结果不完整/, /Incomplete/],
      both: [
        { partial: true, total_exact: false, total: 500, corrected: { kind: 'spelling', text: '宽带断网怎么报修', replaced: true } },
        /已按“宽带断网怎么报修”搜索.*结果不完整/s,
        /Searched for.*Incomplete/s,
      ],
    };
    for (const [language, size, place] of [
      ['zh', 'small', 1],
      ['en', 'large', 2],
      ['en', 'small', 2],
    ]) {
      const page = await desks.page('agent', { language, size: sizes[size] });
      for (const [name, answers] of Object.entries(cases)) {
        await page.unrouteAll();
        await withAnswers(page, answers[0]);
        await desks.go(page, '/desk?q=宽带');
        await by(page, 'result').first().waitFor();
        const line = page.locator('.line');
        assert.match(await line.innerText(), answers[place], `${name} ${language}`);
        if (answers[0].total_exact === false)
          assert.match(await by(page, 'count').innerText(), language === 'en' ? /at least 500/ : /至少 500 条/);
        assert.equal(await line.evaluate((one) => one.getBoundingClientRect().height), 28, 'one line, always');
        await desks.photo(page, `note-${name}-${language}-${size}`);
        await fitting(page, `${name} ${language} ${size}`);
      }
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  },
);

test(
  'editors, directors and administrators can ask why a result stands where it stands',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const agent = await desks.page('agent');
    await desks.go(agent, '/desk?q=宽带坏了');
    await by(agent, 'answer').waitFor();
    assert.equal(await by(agent, 'why').count(), 0);
    await agent.context().close();

    for (const [role, language, size] of [
      ['editor', 'zh', 'small'],
      ['editor', 'en', 'small'],
      ['director', 'en', 'large'],
      ['admin', 'zh', 'large'],
    ]) {
      const page = await desks.page(role, { language, size: sizes[size] });
      await desks.go(page, '/desk');
      await by(page, 'my-desk').waitFor();
      await page.keyboard.press('ArrowDown');
      await by(page, 'answer').waitFor();
      assert.equal(await by(page, 'why').count(), 0, 'the list of the newest is not ranked');
      await desks.go(page, '/desk?q=宽带坏了');
      await by(page, 'result').nth(2).waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      await desks.photo(page, `why-link-${role}-${language}-${size}`);
      await by(page, 'why').click();
      await by(page, 'why-advice').waitFor();
      const dialog = await by(page, 'why-dialog').innerText();
      assert.match(dialog, language === 'en' ? /number 3/ : /第 3 条/);
      const groups = await by(page, 'why-group').evaluateAll((rows) => rows.map((row) => row.dataset.group));
      assert.deepEqual(groups, ['title', 'question', 'text', 'all', 'other']);
      const figures = await by(page, 'why-group').allInnerTexts();
      assert.ok(
        figures.some((text) => /\+[1-9]|\+0\.[0-9]*[1-9]/.test(text)),
        figures.join('; '),
      );
      assert.match(await by(page, 'why-advice').innerText(), /宽带坏了/);
      await desks.photo(page, `why-${role}-${language}-${size}`);
      await by(page, 'why-details').locator('summary').click();
      const names = await by(page, 'why-details').innerText();
      assert.doesNotMatch(names, /\b[a-z]+_[a-z]+/, 'every part has a name in words');
      await fitting(page, `why ${role} ${language}`);
      await desks.photo(page, `why-details-${role}-${language}-${size}`);
      await page.keyboard.press('Escape');
      await by(page, 'why-advice').waitFor({ state: 'hidden' });
      assert.equal(await focused(page), 'why', 'the dialog gives the focus back');
      assert.deepEqual(page.faults, []);
      await page.context().close();
    }
  },
);

test('an empty result shows what the filters shut out, or what is near, and leads there', { skip: lacking, timeout: 60_000 }, async () => {
  for (const language of ['zh', 'en']) {
    const page = await desks.page('agent', { language, size: sizes.small });
    await desks.go(page, '/desk?q=水费&library=没有这个库');
    await by(page, 'nearest').waitFor();
    assert.match(await by(page, 'nearest').innerText(), language === 'en' ? /Without them/ : /不限条件时有/);
    await desks.photo(page, `nearest-filters-${language}`);
    await fitting(page, `nearest ${language}`);
    await desks.go(page, '/desk?q=䶮䶮䶮');
    await by(page, 'nearest').waitFor();
    assert.match(await by(page, 'nearest').innerText(), language === 'en' ? /Published last/ : /最近发布的/);
    await desks.photo(page, `nearest-newest-${language}`);
    const title = await by(page, 'nearest').getByRole('button').first().innerText();
    await by(page, 'nearest').getByRole('button').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.right').getByText(title, { exact: true }).first().waitFor();
    await desks.photo(page, `nearest-open-${language}`);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

// The catalogue on screen: renamed, moved and merged by an editor, with the mouse and without, then live as one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, settled, write } from '../support/browser.mjs';
import { mark, walk } from '../support/call_centre.mjs';

let desks, a, b;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  [a, b] = [mark('甲类'), mark('乙类')];
  const { centre } = desks;
  await centre.published([
    centre.entry({ catalogue: `${a}/资费` }),
    centre.entry({ catalogue: `${b}/资费` }),
    centre.entry({ catalogue: `${b}/故障` }),
  ]);
});
after(() => desks?.close());

const at = (page, path) => page.locator(`[data-test=catalogue-node][data-path="${path}"]`);
const row = (page, path) => page.locator('.el-tree-node').filter({ has: at(page, path) }).last();
async function paths() {
  const nodes = await walk(await desks.centre.person('editor'), '/catalogue');
  return nodes.map(({ path }) => path).filter((path) => path.includes(a) || path.includes(b)).sort();
}

test('nodes are dragged, renamed and merged, and go live in one step', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/catalogue');
  await at(page, b).waitFor();
  await desks.photo(page, 'catalogue');
  for (const place of [at(page, b), row(page, b)]) {
    const { height } = await place.boundingBox();
    assert.ok(height >= 24, `a row is ${height} px high`);
  }
  assert.deepEqual(await desks.violations(page), []);
  await row(page, b).locator('.el-tree-node__expand-icon').first().click();
  await at(page, `${b}/故障`).dragTo(at(page, a));
  await by(page, 'catalogue-step').filter({ hasText: `${b}/故障 → ${a}/故障` }).waitFor();
  await at(page, b).click();
  await by(page, 'catalogue-merge').locator('input').fill(a);
  await by(page, 'catalogue-merge').locator('input').press('Enter');
  await by(page, 'catalogue-step').nth(1).waitFor();
  await at(page, b).waitFor({ state: 'detached' });
  await by(page, 'catalogue-touches').filter({ hasText: '2' }).waitFor();
  await desks.photo(page, 'catalogue-pending');
  assert.deepEqual(await desks.violations(page), []);
  assert.equal((await paths()).includes(b), true, 'nothing is live yet');
  await by(page, 'catalogue-publish').click();
  await page.locator('.fault[role=alert]').waitFor();
  await write(page, 'catalogue-summary', '两类合并');
  await by(page, 'catalogue-publish').click();
  await by(page, 'catalogue-change').filter({ hasText: '两类合并' }).waitFor();
  assert.deepEqual(await paths(), [a, `${a}/故障`, `${a}/资费`]);
  const past = by(page, 'catalogue-change').filter({ hasText: '两类合并' });
  await past.locator('summary').click();
  await desks.photo(page, 'catalogue-history');
  await by(past, 'catalogue-withdraw').click();
  await write(page, 'catalogue-withdraw-dialog-reason', '并错了');
  await by(page, 'catalogue-withdraw-dialog-submit').click();
  await at(page, b).waitFor();
  assert.deepEqual(await paths(), [a, `${a}/资费`, b, `${b}/故障`, `${b}/资费`].sort());
  assert.deepEqual(page.faults, []);
});

test('the keyboard does all of it', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, '/catalogue');
  await at(page, a).click();
  await page.keyboard.press('F2');
  const name = page.locator('#catalogue-name');
  await name.fill(`${a}改`);
  await page.keyboard.press('Enter');
  await by(page, 'catalogue-step').filter({ hasText: `${a} → ${a}改` }).waitFor();
  await row(page, b).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowUp');
  await row(page, `${a}改`).focus();
  await page.keyboard.press('v');
  await by(page, 'catalogue-step').filter({ hasText: `${b} → ${a}改/${b}` }).waitFor();
  await page.keyboard.press('u');
  await by(page, 'catalogue-step').nth(1).waitFor({ state: 'detached' });
  await page.locator('#catalogue-fresh').fill('空类');
  await page.keyboard.press('Enter');
  await settled(page);
  assert.ok((await paths()).includes(`${a}/空类`));
  assert.equal(await by(page, 'catalogue-step').count(), 1, 'what is not live yet is still there');
  await write(page, 'catalogue-summary', '改名');
  await page.keyboard.press('Control+Enter');
  await by(page, 'catalogue-change').filter({ hasText: '改名' }).first().waitFor();
  assert.ok((await paths()).includes(`${a}改/空类`));
  assert.deepEqual(page.faults, []);
});

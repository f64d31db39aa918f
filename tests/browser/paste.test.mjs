// Pasting into a script: a sheet from Excel becomes a table, a picture is kept with the notice and shown.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, field, lacking } from '../support/browser.mjs';

let desks, change;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  change = await desks.centre.draft([desks.centre.entry({ script: '' , title: '水价' })]);
});
after(() => desks?.close());

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('a sheet, a list and a picture', { skip: lacking, timeout: 60_000 }, async () => {
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${change.id}?item=1`);
  await field(page, 'item-script').click();
  await page.evaluate(async () => {
    const html =
      '<table><tr><td>档次</td><td>每吨价格</td></tr><tr><td>第一档</td><td>3.05 元</td></tr></table>';
    const data = new DataTransfer();
    data.setData('text/html', html);
    data.setData('text/plain', '档次\t每吨价格\n第一档\t3.05 元');
    document
      .querySelector('[data-test=item-script] .cm-content')
      .dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.locator('[data-test=preview] td', { hasText: '3.05 元' }).waitFor();
  assert.equal(await page.locator('[data-test=preview] th').count(), 2);

  await by(page, 'item-script-image-file').setInputFiles({ name: '示意图.png', mimeType: 'image/png', buffer: PIXEL });
  const picture = page.locator('[data-test=preview] img');
  await picture.waitFor({ state: 'attached' });
  assert.match(await picture.getAttribute('src'), /^\/api\/v1\/originals\/[0-9a-f]{64}/);
  assert.equal(await picture.evaluate(async (one) => (await one.decode(), one.naturalWidth)), 1);
  await desks.photo(page, 'paste-table-image');
  assert.deepEqual(await desks.violations(page), []);
  assert.deepEqual(page.faults, []);
  const editor = await desks.centre.person('editor');
  const { pictures } = (await editor.get(`/notices/${change.notice}`)).is(200).body;
  assert.deepEqual(pictures.map((one) => [one.file_name, one.size]), [['示意图.png', PIXEL.length]]);
});

test('a wide table scrolls in the narrow column, and its figures stay whole', { skip: lacking, timeout: 60_000 }, async () => {
  const heads = ['速率', '月费', '合约期', '装机费', '光猫', '赠送', '违约金'];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const text = [
    line(heads),
    line(heads.map(() => '---')),
    line(['500M', '99元', '24个月', '100元', 'G500', '云屏1台', '300元']),
    line(['1000M', '139元', '24个月', '100元', 'G1000', '云屏1台', '500元']),
  ].join('\n');
  const notice = await desks.centre.assigned({ text });
  const editor = await desks.centre.person('editor');
  const set = (await editor.post(`/notices/${notice.id}/changes`, { items: [] })).is(201).body;
  const page = await desks.page('editor');
  await desks.go(page, `/changes/${set.id}`);
  const table = page.locator('.source-pane .prose table');
  await table.waitFor();
  const broken = await table.locator('td').evaluateAll((cells) =>
    cells
      .filter((cell) => /^[A-Z]?\d+M?$/.test(cell.textContent))
      .filter((cell) => {
        const range = document.createRange();
        range.selectNodeContents(cell);
        return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1;
      })
      .map((cell) => cell.textContent),
  );
  assert.deepEqual(broken, []);
  await table.focus();
  assert.equal(await table.evaluate((one) => document.activeElement === one && one.scrollWidth > one.clientWidth), true);
  assert.equal(await page.evaluate(() => document.querySelector('.source-pane .scroll').scrollWidth <= 300), true);
  await desks.photo(page, 'table-narrow');
  assert.deepEqual(await desks.violations(page), []);
  assert.deepEqual(page.faults, []);
});

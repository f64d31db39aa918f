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
  const { originals } = (await editor.get(`/notices/${change.notice}`)).is(200).body;
  assert.deepEqual(originals.map((one) => [one.file_name, one.size]), [['示意图.png', PIXEL.length]]);
});

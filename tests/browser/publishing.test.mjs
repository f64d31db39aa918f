// Going live at a minute, looked at before it holds, and taken back in one step: by an editor, on screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, write } from '../support/browser.mjs';
import { hours, mark, within } from '../support/call_centre.mjs';

let desks;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(() => desks?.close());

test('a set is scheduled for its notice’s day, seen as it will be, and taken back', { skip: lacking, timeout: 90_000 }, async () => {
  const { centre } = desks;
  const name = mark('预告');
  const from = `${hours(48).slice(0, 10)}T00:00:00+08:00`;
  const change = await centre.confirmed([centre.entry({ title: `${name}怎么办`, script: `${name}自后天起这样办。` })]);
  const editor = await desks.page('editor');
  await desks.go(editor, `/changes/${change.id}`);
  await by(editor, 'publish').click();
  await by(editor, 'publish-at').click();
  await by(editor, 'publish-dialog-submit').click();
  await editor.locator('.el-dialog [role=alert]').waitFor();
  await write(editor, 'publish-time', `${from.slice(0, 10)} 00:00`);
  await editor.keyboard.press('Tab');
  await by(editor, 'publish-preview').waitFor();
  await desks.photo(editor, 'publish-at');
  assert.deepEqual(await desks.violations(editor), []);
  await by(editor, 'publish-dialog-submit').click();
  const preview = by(editor, 'preview-scheduled');
  await preview.waitFor();
  await desks.photo(editor, 'publish-scheduled');

  const address = await preview.getAttribute('href');
  const reader = await centre.person('agent');
  const shown = async (query) =>
    (await reader.get('/search', { q: name, ...query })).is(200).body.results.filter((hit) => hit.title.startsWith(name)).length;
  await within(2_000, () => shown({ as_of: from }), (count) => count === 1);
  assert.equal(await shown({}), 0, 'nobody is told yet');
  const agent = await desks.page('agent');
  await desks.go(agent, `${address}&q=${encodeURIComponent(name)}`);
  await by(agent, 'result').first().waitFor();
  assert.match(await by(agent, 'result').first().innerText(), new RegExp(name, 'i'));
  await desks.photo(agent, 'publish-preview-desk');

  await desks.go(editor, '/changes');
  await desks.photo(editor, 'publish-scheduled-list');
  await desks.go(editor, `/changes/${change.id}`);
  await by(editor, 'withdraw').click();
  await write(editor, 'withdraw-dialog-reason', '部门撤回了通知');
  await by(editor, 'withdraw-dialog-submit').click();
  await by(editor, 'withdraw').waitFor({ state: 'detached' });
  await within(2_000, () => shown({ as_of: from }), (count) => count === 0);
  await desks.photo(editor, 'publish-taken-back');
  assert.deepEqual([...editor.faults, ...agent.faults], []);
});

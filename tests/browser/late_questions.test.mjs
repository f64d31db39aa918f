// Questions that miss a due time reach the open desks of the shift leaders.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mark, within } from '../support/call_centre.mjs';
import { Desks, by, lacking, pick, write } from '../support/browser.mjs';
import { serve } from '../support/server.mjs';
import { missDue } from '../support/store.mjs';

let desks;
// The server that listens now, when it is not the first one any more.
let running;
before(async () => {
  if (!lacking) desks = await Desks.open();
});
after(async () => {
  await running?.stop();
  await desks?.close();
});

async function sound(page, what) {
  await desks.photo(page, `questions-${what}`);
  assert.deepEqual(await desks.violations(page), [], what);
  assert.deepEqual(page.faults, [], what);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${what} is ${wide} pixels wider than the window`);
}
const lateIn = async (page) => {
  const pill = by(page, 'late-questions');
  return (await pill.count()) ? Number(await pill.getAttribute('data-late')) : 0;
};
const counts = (pages, late) =>
  Promise.all(pages.map((page) => within(15_000, () => lateIn(page), (now) => now === late, `${late} late in the bar`)));

test(
  'a question that misses its due time reaches the open desk of the shift leader, on every page',
  { skip: lacking, timeout: 90_000 },
  async () => {
    const form = { text: `${mark('超时')}怎么收费` };
    const { id } = (await (await desks.centre.person('agent')).post('/questions', form)).is(201).body;
    const leader = await desks.page('leader');
    const elsewhere = await desks.page('leader', { language: 'en', size: { width: 390, height: 844 } });
    const agent = await desks.page('agent');
    await desks.go(leader, '/questions');
    await desks.go(elsewhere, '/bulletins');
    await desks.go(agent, '/bulletins');
    const clock = (late) => `[data-test=question-row][data-question="${id}"] [data-test=due][data-late=${late}]`;
    await leader.locator(clock(false)).waitFor();
    const already = (await (await desks.centre.person('leader')).get('/questions/late')).is(200).body.count;
    await counts([leader, elsewhere], already);
    await desks.server.stop();
    missDue(desks.server.data, id);
    running = await serve(desks.server.data, { listen: new URL(desks.server.url).host });
    await counts([leader, elsewhere], already + 1);
    await leader.locator(clock(true)).waitFor();
    for (const page of [leader, elsewhere, agent])
      page.faults = page.faults.filter((fault) => !/ERR_(CONNECTION|EMPTY)/.test(fault)); // while it was away
    await sound(leader, 'late');
    await sound(elsewhere, 'late-narrow');
    assert.equal(await by(agent, 'late-questions').count(), 0, 'agents route nothing');
    await by(leader, 'late-questions').click();
    await leader.waitForURL(/\/questions\?view=late/);
    await leader.locator(`[data-test=question-row][data-question="${id}"] a`).click();
    await leader.locator('[data-test=step][data-verb=escalate]').waitFor();
    assert.match(await leader.locator('[data-test=step][data-verb=escalate]').innerText(), /系统[\s\S]*超时未分派/);
    await sound(leader, 'escalated');
    await by(leader, 'act-route').click();
    await pick(leader, 'route-department', 'market');
    await write(leader, 'route-note', '请尽快答复');
    await leader.keyboard.press('Control+Enter');
    await leader.locator('[data-test=question-state][data-state=routed]').waitFor();
    await counts([leader, elsewhere], already);
  },
);

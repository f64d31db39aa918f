// Every page of every role: opens without a fault, holds no serious violation of WCAG 2.2 AA, and fits a small screen.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { by, Desks, lacking, settled } from '../support/browser.mjs';

let desks, places;
before(async () => {
  if (lacking) return;
  desks = await Desks.open();
  const editor = await desks.centre.person('editor');
  const one = async (path, query) => (await editor.get(path, { limit: 1, ...query })).is(200).body.items[0].id;
  const revised = (await editor.get('/entries', { q: '宽带断网了怎么报修' })).is(200).body.items[0].id;
  const [draft, submitted, notice] = [
    await one('/changes', { state: 'draft' }),
    await one('/changes', { state: 'submitted' }),
    await one('/notices', { state: 'published' }),
  ];
  const confirmer = (await editor.get(`/changes/${submitted}`)).is(200).body.department.code;
  places = {
    agent: ['/desk', '/desk?q=宽带断网怎么报修', '/desk?q=没有的东西zzz', '/shift', '/exposures', '/bulletins', '/questions'],
    leader: ['/questions', '/bulletins', '/bulletins?new=1', '/notices/new', '/skill-groups', '/exposures'],
    inspector: ['/exposures', '/entries', `/entries/${revised}`],
    [confirmer]: ['/confirm', `/confirm/${submitted}`, '/questions', '/notices', '/notices/new', '/notices/new/many'],
    director: ['/review', '/notices', `/notices/${notice}`, '/changes'],
    editor: ['/notices', `/changes/${draft}`, '/changes', '/departments-in-charge', '/search-words'],
    auditor: ['/audit', '/audit?ask=record', '/entries', `/entries/${revised}`, '/journal', '/changes', '/questions', '/exposures'],
    admin: ['/journal', '/retention', '/desk', '/search-words?tab=golden'],
  };
});
after(() => desks?.close());

const name = (role, place, language) =>
  `${role}${place.split('?')[0].replaceAll('/', '-')}${place.includes('?') ? `-${new URLSearchParams(place.split('?')[1]).keys().next().value}${place.includes('zzz') ? '-none' : ''}` : ''}-${language}`;

async function look(page, role, place, language) {
  await desks.go(page, place);
  await desks.photo(page, name(role, place, language));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wide <= 0, `${role} ${place} is ${wide} pixels wider than the window`);
  assert.equal((await page.locator('h1').count()) >= 1, true, `${role} ${place} has no heading`);
  const violations = await desks.violations(page);
  assert.deepEqual(violations, [], `${role} ${place} (${language})`);
  assert.deepEqual(page.faults, [], `${role} ${place} (${language})`);
}

for (const role of ['agent', 'leader', 'inspector', 'department', 'director', 'editor', 'auditor', 'admin']) {
  test(`the pages of the ${role} open without a fault`, { skip: lacking, timeout: 60_000 }, async () => {
    const login = places[role]
      ? role
      : Object.keys(places).find(
          (key) => !['agent', 'leader', 'inspector', 'director', 'editor', 'auditor', 'admin'].includes(key),
        );
    const page = await desks.page(login);
    for (const place of places[login]) await look(page, role, place, 'zh');
    await page.context().close();
  });
}

test('in English too, and on a large screen and a telephone', { skip: lacking, timeout: 60_000 }, async () => {
  const rounds = [
    ['agent', '/desk?q=宽带', { width: 1920, height: 1080 }],
    ['director', '/review', { width: 1366, height: 768 }],
    ['editor', places.editor[1], { width: 1366, height: 768 }],
    ['auditor', places.auditor[1], { width: 1366, height: 768 }],
  ];
  for (const [role, place, size] of rounds) {
    const page = await desks.page(role, { language: 'en', size });
    await look(page, role, place, 'en');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.context().close();
  }
  const [confirmer, list] = Object.entries(places).find(([, list]) => list[0] === '/confirm');
  const phone = await desks.page(confirmer, { size: { width: 390, height: 844 } });
  await look(phone, 'phone', list[1], 'zh');
});

test(
  'a page that is not for this person says so, and one that does not exist leads home',
  { skip: lacking, timeout: 30_000 },
  async () => {
    const page = await desks.page('agent');
    await page.goto('/journal');
    await by(page, 'forbidden').waitFor();
    await page.goto('/nowhere');
    await by(page, 'not-found').waitFor();
    await page.goto('/entries/1');
    await by(page, 'forbidden').waitFor();
    assert.deepEqual(page.faults, []);
  },
);

test('the sign-in page has the caret in the name, and both languages', { skip: lacking, timeout: 30_000 }, async () => {
  const page = await desks.page();
  await look(page, 'nobody', '/', 'zh');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'name');
  await by(page, 'language').click();
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
  await settled(page);
  assert.deepEqual(await desks.violations(page), []);
});

test('everybody begins where their work is, also when the page is loaded anew', { skip: lacking, timeout: 60_000 }, async () => {
  const homes = { agent: '/desk', director: '/review', market: '/confirm', editor: '/notices', auditor: '/audit', admin: '/journal' };
  for (const [name, home] of Object.entries(homes)) {
    const page = await desks.page(name);
    await desks.go(page, '/');
    await page.waitForURL(`**${home}`);
    await page.reload();
    await page.waitForURL(`**${home}`);
    await page.context().close();
  }
});

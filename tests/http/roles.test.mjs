// Who may do what: every role at every route, from a table written out here. What the table does not name is refused.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CallCentre } from '../support/call_centre.mjs';
import { Client } from '../support/client.mjs';
import { operations } from '../support/contract.mjs';
import { serveSample } from '../support/server.mjs';

let server, centre;
before(async () => {
  server = await serveSample();
  centre = new CallCentre(server);
});
after(() => server?.close());

const roles = {
  department: 'market',
  director: 'director',
  editor: 'editor',
  agent: 'agent',
  leader: 'leader',
  inspector: 'inspector',
  auditor: 'auditor',
  admin: 'admin',
};
const everyone = Object.keys(roles);
const desks = ['department', 'director', 'editor', 'leader', 'inspector', 'auditor'];
const readers = ['director', 'editor', 'leader', 'inspector', 'auditor', 'admin'];
const keepers = ['director', 'editor', 'admin'];
const askers = ['agent', 'leader', 'editor', 'director'];
const watchers = ['director', 'inspector', 'auditor', 'admin'];

const allowed = {
  getContract: everyone,
  signIn: everyone,
  getSession: everyone,
  signOut: everyone,
  getStageRules: desks,
  editStageRules: ['director'],
  getDelegation: ['director'],
  setDelegation: ['director'],
  listPeople: everyone,
  listDepartments: everyone,
  listLibraries: everyone,
  receiveNotice: ['department', 'director', 'leader', 'editor'],
  listNotices: desks,
  getNotice: desks,
  amendNotice: ['department', 'director', 'leader', 'editor'],
  addOriginal: ['department', 'director', 'leader', 'editor'],
  readDocument: ['department', 'director', 'leader', 'editor'],
  importFile: ['director', 'admin'],
  getOriginal: everyone,
  getOriginalText: everyone,
  reviewNotice: ['director'],
  listNoticeVersions: desks,
  diffNoticeVersions: desks,
  touchedByNotice: desks,
  draftChanges: ['editor'],
  listChanges: desks,
  getChange: desks,
  editChange: ['editor'],
  bePresent: ['editor'],
  diffChange: desks,
  touchedByChange: desks,
  checkItems: ['editor'],
  getCheckRules: desks,
  editCheckRules: ['editor', 'director'],
  findGrounds: ['editor'],
  submitChange: ['editor'],
  confirmChange: ['department'],
  issueConfirmLink: ['director', 'leader'],
  enterByLink: everyone,
  returnChange: ['department'],
  publishChange: ['editor', 'director', 'leader'],
  withdrawChange: ['editor', 'director', 'leader'],
  discardChange: ['editor'],
  previewMarkdown: everyone,
  listEntries: desks,
  exportLibrary: desks,
  getEntry: everyone,
  listRevisions: desks,
  diffRevisions: desks,
  getTimeline: desks,
  listCare: desks,
  getCareRules: desks,
  editCareRules: ['director', 'admin'],
  lookAfterEntry: ['editor', 'director'],
  verifyEntry: ['editor', 'department'],
  withdrawEntry: ['editor', 'director', 'leader'],
  getCatalogue: everyone,
  getCatalogueNode: everyone,
  moveCatalogueNode: ['editor'],
  listBlocks: desks,
  getBlock: desks,
  addBlock: ['editor'],
  editBlock: ['editor'],
  reviseBlock: ['editor'],
  getTemplates: desks,
  editTemplates: ['editor', 'director'],
  addCatalogueNode: ['editor'],
  arrangeCatalogue: ['editor'],
  listCatalogueChanges: desks,
  getCatalogueChange: desks,
  withdrawCatalogueChange: ['editor'],
  search: everyone,
  suggest: everyone,
  useAnswer: everyone,
  listSynonyms: readers,
  addSynonym: keepers,
  mineSynonyms: keepers,
  getSynonym: readers,
  changeSynonym: keepers,
  removeSynonym: keepers,
  decideSynonym: keepers,
  listWords: readers,
  editWords: keepers,
  listSearchRules: readers,
  addSearchRule: keepers,
  getSearchRule: readers,
  changeSearchRule: keepers,
  removeSearchRule: keepers,
  listGoldenQueries: readers,
  addGoldenQuery: keepers,
  getGoldenQuery: readers,
  removeGoldenQuery: keepers,
  trySearchChange: readers,
  resetLearning: ['admin'],
  listVariantProposals: readers,
  postBulletin: ['director', 'leader'],
  listBulletins: everyone,
  getBulletin: everyone,
  acknowledgeBulletin: everyone,
  raiseQuestion: askers,
  listQuestions: ['agent', ...desks],
  listAlikeQuestions: askers,
  countLateQuestions: ['leader', 'director'],
  getQuestion: ['agent', ...desks],
  joinQuestion: askers,
  routeQuestion: ['leader', 'director'],
  giveBackQuestion: ['department'],
  issueAnswerLink: ['leader', 'director'],
  answerQuestion: ['department', 'leader'],
  closeQuestion: ['leader', 'director', 'editor'],
  draftQuestion: ['editor'],
  seeQuestion: askers,
  giveFeedback: askers,
  getDepartmentsInCharge: everyone,
  editDepartmentsInCharge: ['editor', 'director'],
  getDesk: everyone,
  listMyChanges: everyone,
  setFavourite: everyone,
  dropFavourite: everyone,
  subscribeToEntry: everyone,
  unsubscribeFromEntry: everyone,
  subscribeToNode: everyone,
  unsubscribeFromNode: everyone,
  acknowledgeRevision: everyone,
  leaveAnswer: everyone,
  getOfflineCopy: everyone,
  reportOfflineSearches: everyone,
  getSkillGroups: everyone,
  editSkillGroups: ['leader', 'director', 'admin'],
  listExposures: ['agent', 'leader', 'inspector', 'auditor'],
  listBulletinAcknowledgements: ['leader', 'director', 'inspector', 'auditor'],
  getFeed: everyone,
  listJournal: watchers,
  getJournalHistogram: watchers,
  getJournalHead: watchers,
  verifyJournal: watchers,
  getJournalKey: watchers,
  listCheckpoints: watchers,
  proveGrowth: watchers,
  takeBundle: watchers,
  proveRecord: watchers,
  tracePapers: ['inspector', 'auditor'],
  traceUses: ['inspector', 'auditor'],
  traceUse: ['inspector', 'auditor'],
  getAuditReport: watchers,
  getRetentionRules: watchers,
  editRetentionRules: ['admin'],
  forgetSearch: ['admin'],
  redactOriginal: ['admin'],
  redactRevision: ['admin'],
  redactNotice: ['admin'],
};

// A request that gets past the door but does nothing: things that do not exist, forms that are empty.
function knock(client, { method, pattern }) {
  const path = pattern.replace('{sha256}', '0'.repeat(64)).replace(/\{[^}]+\}/g, '987654');
  const options = { against: true };
  if (method === 'POST' || method === 'PUT') options.json = {};
  if (pattern === '/suggest') options.query = { q: '宽带' };
  if (pattern.endsWith('/diff') && !pattern.startsWith('/changes')) options.query = { from: 1, to: 2 };
  return client.send(method, path, options);
}

test('the table names every operation of the contract', () => {
  assert.deepEqual(Object.keys(allowed).sort(), operations.map(({ id }) => id).sort());
});

for (const [role, login] of Object.entries(roles)) {
  test(`${role}: every route is open or refused as the table says`, async () => {
    const client = await centre.person(login);
    for (const operation of operations) {
      if (['signIn', 'signOut', 'enterByLink'].includes(operation.id)) continue;
      const { status, body } = await knock(client, operation);
      const what = `${role} ${operation.method} ${operation.pattern} → ${status} ${JSON.stringify(body)?.slice(0, 300)}`;
      if (allowed[operation.id].includes(role)) assert.ok(![401, 403].includes(status) && status < 500, what);
      else assert.equal(status, 403, what);
    }
  });
}

test('whoever is not signed in gets 401 everywhere but at the public doors', async () => {
  const nobody = new Client(server.url);
  for (const operation of operations) {
    const answer = await knock(nobody, operation);
    if (operation.isPublic) assert.notEqual(answer.status, 401, operation.id);
    else answer.is(401, 'not_signed_in');
  }
  assert.deepEqual(
    operations.filter(({ isPublic }) => isPublic).map(({ id }) => id),
    ['getContract', 'signIn', 'enterByLink'],
  );
});

test('a token and a cookie that nobody gave out are 401', async () => {
  for (const client of [
    Client.bearer(server.url, 'invented'),
    new Client(server.url, { cookie: 'koujing_session=invented' }),
  ])
    for (const path of ['/session', '/search', '/notices']) (await client.get(path)).is(401, 'bad_credential');
});

test("a refusal says which roles it takes, in the reader's language", async () => {
  const agent = await centre.person('agent');
  const chinese = (await agent.get('/journal')).is(403, 'not_allowed');
  assert.match(chinese.body.detail, /需要以下角色之一：auditor/);
  const english = (await agent.get('/journal', {}, { 'accept-language': 'en' })).is(403, 'not_allowed');
  assert.match(english.body.detail, /takes one of: auditor/);
});

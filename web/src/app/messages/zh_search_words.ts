// 中文，续：检索运营——同义词、置顶与屏蔽、专用词、黄金问题，以及改之前的试搜。
const rank = (n: number | null): string => (n === null ? '前 20 没有' : `第 ${n}`);

export const searchWords = {
  title: '检索运营', why: '客户的说法怎样对上条目、什么问题先出哪条，都在这里改；一秒内生效。每次改动先试搜，看清哪些问题变好、哪些变差，再生效。',
  readOnly: '您可以查看；修改由采编、中心主任和系统管理员来做。', tabs: { synonyms: '同义词', rules: '置顶与屏蔽', words: '专用词', golden: '黄金问题' },
  filter: '筛选', find: '查找', state: '状态', all: '全部', add: '添加', change: '修改', remove: '删除',
  keys: { move: '上一条、下一条', add: '添加', approve: '采纳', decline: '不采纳', change: '修改', remove: '删除', mine: '找新的同义词' },
  synonyms: {
    states: { proposed: '待定', active: '在用', declined: '不采纳' }, none: '没有同义词', noneWhy: '客户说的词和条目里的词不一样时，在这里对上；也可以让程序从问法和搜索记录里找。', noMatch: '没有符合筛选的同义词',
    mine: '找新的', mining: '正在找…', mined: (n: number) => (n ? `找到 ${n} 对新的，等您定` : '没有找到新的'), minedWhy: (known: number, left: number) => [known && `${known} 对以前定过`, left && `还有 ${left} 对，再找一次会列出`].filter(Boolean).join('，'),
    from: '客户的说法', to: '条目里的说法', toHint: '每行一个，最多 20 个', bothWays: '两边互通', bothWaysHint: '不勾：只有客户的说法能搜到条目里的说法，反过来不行',
    oneWay: '单向', approve: '采纳', decline: '不采纳', origins: { person: '人工添加', variants: '来自相似问', unanswered: '来自没搜到的搜索', reworded: '来自换词重搜' },
    evidence: (times: number, entries: number, people: number) => [`${times} 次`, entries && `${entries} 个条目`, people && `${people} 人`].filter(Boolean).join('，'),
    examples: (n: number) => `${n} 个例子`, becomes: '同',
  },
  rules: {
    kinds: { pin: '置顶', ban: '屏蔽' }, kind: '做法', states: { active: '生效中', scheduled: '未到时间', ended: '已过期' }, none: '没有置顶和屏蔽', noneWhy: '临时有大事时，让某个问题先出某一条；或者让一条不该出来的不出来。', noMatch: '没有符合筛选的规则',
    queries: '客户搜', queriesHint: '每行一个问法，最多 20 个；全半角、大小写、空格不计', match: '怎样算对上', matches: { exact: '整句就是它', contains: '句中有它' }, entry: '条目', choose: '选条目', chooseOther: '换一条', pickTitle: '选条目',
    position: '放在第几', at: (n: number) => `第 ${n} 位`, banned: '不出现', from: '开始', to: '结束', fromHint: '留空：马上', toHint: '留空：一直', always: '一直', note: '为什么', noteHint: '给以后看到这条规则的人',
    inactive: { ended: '条目已失效，规则不起作用', scheduled: '条目还没生效，规则暂不起作用', in_force: '' }, pinned: '置顶', pinnedWhy: '采编的规则把它放在这里',
  },
  words: { none: '没有专用词', noneWhy: '“携号转网”这样的词，切开就不是原来的意思；加进来，搜索就把它当一个词。', noMatch: '没有这样的词', add: '添加词', field: '词', hint: '每行一个，一次最多 1000 个', count: (n: number) => `${n} 个词`, more: (n: number) => `再列 ${n} 个` },
  golden: {
    none: '没有黄金问题', noneWhy: '把一定要答对的问题和它的答案写进来。以后每次改同义词、置顶、专用词，都先看它们有没有变差。', noMatch: '没有符合筛选的黄金问题', add: '添加黄金问题', text: '客户会怎么搜', answer: '答案', within: '要在前几名', withinHint: '1 到 20',
    place: '现在', kept: '达标', out: '掉出', missing: '没搜到', rank, demand: (n: number) => `要在前 ${n}`, onlyNeed: '只看掉出的', added: '已添加，可以接着加下一个', addedCount: (n: number) => `已添加 ${n} 个`, figures: '总体',
    look: '搜一下看看', needText: '请写下客户会怎么搜。', needEntry: '请选答案。', done: '完成',
  },
  figures: { kept: '达标', hit1: '排第一', hit3: '在前三', mrr: '平均倒数名次', of: (n: number, all: number) => `${n} / ${all}` },
  trial: {
    title: '试搜', none: '还没有试。', noneWhy: '按 Ctrl+Enter 试搜：现在的搜索不受影响。', running: '正在试搜…', old: '内容改过了，请再试一次。', ran: (golden: number, ms: number) => `试了 ${golden} 个黄金问题，用 ${ms < 10 ? ms.toFixed(1) : Math.round(ms)} 毫秒`,
    asOf: (t: string) => `按规则开始时（${t}）试搜`, gains: (n: number) => `${n} 个变好`, losses: (n: number) => `${n} 个变差`, same: '黄金问题的名次都没有变', noGolden: '还没有黄金问题，看不出会不会伤到别的问题。', addGolden: '添加黄金问题',
    rank, better: '变好', worse: '变差', leaves: (n: number) => `掉出前 ${n}`, others: (n: number) => `另有 ${n} 个`, side: '这些问法的前 5 条', before: '现在', after: '改了之后', unchanged: '没有变化', nothing: '没有结果', up: (n: number) => `升 ${n}`, down: (n: number) => `降 ${n}`, new: '新进来', gone: '不在了', toward: '改为',
    accept: (n: number) => `虽有 ${n} 个黄金问题变差，仍然生效`, needAccept: '有黄金问题变差：要生效，请先勾选上面这一项。', outrun: '刚才别人改过搜索，已重新试搜；请再看一遍，您填的都还在。', noEffect: '它现在不影响搜索，不用试。', goes: '试搜', done: '已生效', save: '保存', saved: '已保存',
  },
  stale: { title: '刚刚有人改过这一条，现在是：', take: '用现在的', keep: '保留我填的', now: (what: string, who: string, t: string) => `${what}（${who}，${t}）` },
  acts: {
    'add-synonym': '添加同义词', 'change-synonym': '修改同义词', approve: '采纳同义词', decline: '不采纳同义词', 'remove-synonym': '删除同义词', 'add-rule': '添加置顶或屏蔽', 'change-rule': '修改规则', 'remove-rule': '删除规则',
    'add-words': '添加专用词', 'remove-word': '删除专用词', 'remove-golden': '删除黄金问题',
  },
  buttons: {
    'add-synonym': '生效', 'change-synonym': '生效', approve: '采纳并生效', decline: '不采纳', 'remove-synonym': '删除', 'add-rule': '生效', 'change-rule': '生效', 'remove-rule': '删除', 'add-words': '生效', 'remove-word': '删除', 'remove-golden': '删除',
  },
  lack: { from: '请填客户的说法。', to: '请填条目里的说法，每行一个。', queries: '请填客户搜什么，每行一个。', entry: '请选条目。', period: '结束要在开始之后。', words: '请填词，每行一个。', many: '太多了，请分几次。', long: '有的超过 64 个字。' },
  forgets: '删除后，它以后可能再被提议；不想再看到，请用“不采纳”。', goldenGoes: '删除后，改动不再照顾这个问题；日志里留着。',
};

export const wordDesks = { 'search-words': '检索运营' };
export const wordVerbs = {
  add_search_rule: '添加搜索规则', change_search_rule: '修改搜索规则', remove_search_rule: '删除搜索规则', add_golden_query: '添加黄金问题', remove_golden_query: '删除黄金问题',
};
export const wordKinds = { search_rule: '搜索规则', golden_query: '黄金问题' };

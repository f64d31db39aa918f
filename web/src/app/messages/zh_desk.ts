// 中文，续：坐席台上属于自己的东西、交接、看过什么、技能组。
import { audit, auditVerbs } from './zh_audit';
import { inquiry } from './zh_inquiry';
import { reports } from './zh_reports';
import { retention } from './zh_retention';
import { offline } from './zh_offline';
import { searchWords, wordDesks, wordKinds, wordVerbs } from './zh_search_words';

export const ownDesks = { shift: '交接', exposures: '看过什么', 'skill-groups': '技能组', rest: '更多', reports: '审计报告', audit: '查证', retention: '保留与删除', ...wordDesks };

export const ownWork = {
  audit,
  inquiry,
  reports,
  retention,
  offline,
  searchWords,
  call: { on: '通话', end: '结束', number: (id: string) => `通话编号 ${id}` },
  mine: {
    title: '我的台面', favourites: '收藏', recent: '最近用过', mostUsed: '本组今日常用', subscriptions: '订阅',
    noFavourites: '打开一条答案，按 Alt+F 收藏，它就在这里。', noRecent: '复制过、读过、打开过的答案会出现在这里。',
    noMostUsed: '本组今天还没有用过答案。', noSubscriptions: '订阅条目或目录后，它们的变更会出现在交接里。',
    uncategorised: '未分类', times: (n: number) => `${n} 次`, ended: '已停用', node: '目录', hint: 'Alt+F 到这里，↑ ↓ 选，Enter 打开，Esc 回搜索框',
    favourite: '收藏', favourited: '已收藏', unfavourite: '取消收藏', category: '放进哪一类', categoryHint: '分类，可不填；Enter 收藏，Esc 放弃',
    keep: '收藏', kept: (category: string) => (category ? `已收藏到“${category}”` : '已收藏'), dropped: '已取消收藏',
    subscribe: '订阅', subscribed: '已订阅', subscribeNode: '订阅目录', subscribedNode: '已订阅目录', subscribeWhy: '这条变更时，在交接里告诉我',
    subscribeNodeWhy: (path: string) => `“${path}”及其下的条目变更时，在交接里告诉我`, nowSubscribed: '已订阅，变更会出现在交接里', unsubscribed: '已取消订阅',
    key: '收藏这条 / 到我的台面', notNow: '这条现在没有生效的口径。', waiting: (n: number) => `自上一班以来有 ${n} 条变更等您确认`, look: '去看',
    group: '本组筛选', groupOff: '不用本组筛选（一直到退出登录）', groupOn: (group: string) => `只看“${group}”的范围`,
  },
  shift: {
    title: '交接', why: '只列出变了的：和您有关的答案，与那一刻相比改了哪里。', waiting: (n: number) => `${n} 条待确认`, since: '从', last: '上一班', today: '今天', week: '7 天内', all: '也列出与我无关的',
    comparedTo: (t: string) => `与 ${t} 相比`, none: '没有要交接的变更', noneWhy: '与您有关的答案没有变。可以换个起点，或列出全部变更。',
    new: '新增', revised: '修改', ended: '停用', ack: '知道了', acked: '已确认', ackAll: (n: number) => `${n} 条都知道了`,
    minor: (n: number) => `${n} 条小改动，不必确认`, versions: (a: number, b: number) => `v${a} → v${b}`, open: '打开', noMarks: '文字没有变，改的是适用范围、有效期或目录。',
    because: { entry: '订阅的条目', node: '订阅的目录', favourite: '收藏的', used: '最近用过', group: '本组范围' } as Record<string, string>,
    keyOpen: '在坐席台打开', keyAck: '知道了', keyMove: '上一条、下一条', done: '都知道了',
    keyAckAll: '列出的都知道了；没成功的再试', ackProgress: (done: number, of: number) => `正在确认 ${done} / ${of}`, refused: (n: number) => `${n} 条没有确认成功`, again: '再试一次',
  },
  seen: {
    title: '看过什么', why: '台面上显示过、打开过、复制过的答案，各是哪一版。查看别人的会记入审计日志。', person: '坐席（账号）', call: '通话编号', at: '那一刻',
    atWhy: (t: string) => `${t} 时台面上是这个`, shown: (n: number, all: number) => `显示 ${n} 条，共 ${all} 条`, empty: '（没有输入）',
    none: '没有记录', noneWhy: '换个筛选条件试试。', rank: '第', hows: { opened: '打开', copied: '复制', read_out: '读给客户', left: '离开' } as Record<string, string>,
    open: (s: number) => (s < 60 ? `看了 ${s} 秒` : `看了 ${Math.floor(s / 60)} 分 ${s % 60} 秒`), asOf: (t: string) => `查的是 ${t} 的答案`, more: (n: number) => `另有 ${n} 条只显示过`, list: (n: number) => `列出这 ${n} 条`, less: '收起', nothing: '没有打开任何一条', seq: (n: number) => `日志 ${n}`, noAnswers: '没有找到答案', digest: '内容摘要',
  },
  groups: {
    title: '技能组', why: '坐席台一打开就用本组的筛选，交接也按它判断哪些变更与本组有关；坐席自己随时可以关掉。', members: (n: number) => `${n} 人`, noFilters: '不筛选', save: '保存', saved: '已保存',
    stale: '别人刚刚改过技能组，您的修改还没有保存。', takeTheirs: '载入别人的修改', keepMine: '用我的覆盖', none: '还没有技能组', noneWhy: '人员填了技能组后，会出现在这里。', free: '可直接输入', dirty: '有未保存的修改', any: '不限', undo: '放弃修改',
  },
  knows: {
    missing: (n: number) => `${n} 人未知晓`, all: '全员已知晓', title: (what: string) => `谁知晓了：${what}`, done: (n: number) => `${n} 人已知晓`, noGroup: '未分组', of: (missing: number, all: number) => `${missing} / ${all} 人未知晓`,
  },
  minor: { box: '只是小改动，坐席不必再次确认', why: '例如改错别字。不选，坐席交接时要再点一次“知道了”。', badge: '小改动，坐席不必再次确认', of: (n: number) => `其中 ${n} 条只是小改动` },
};

export const ownVerbs = {
  set_favourite: '收藏', drop_favourite: '取消收藏', subscribe: '订阅', unsubscribe: '取消订阅', acknowledge_revision: '确认变更', leave_answer: '离开答案',
  read_searches: '查看他人看过什么', edit_skill_groups: '修改技能组', ...wordVerbs, ...auditVerbs,
};
export const ownKinds = { searches: '看过什么', call: '通话', document_number: '文号', ...wordKinds };

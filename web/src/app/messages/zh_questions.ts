// 中文，续：疑难问题单、反馈和主管部门。
export const questionVerbs = {
  issue_answer_link: '发答复链接',
  ask_question: '提出疑难问题', join_question: '也问同一问题', route_question: '分派疑难问题', give_back_question: '退回疑难问题',
  answer_question: '答复疑难问题', draft_question: '答复转为草稿', publish_question: '答复入库', reopen_question: '疑难问题退回已答复', escalate_question: '疑难问题超时上报', close_question: '关闭疑难问题',
  edit_charges: '修改主管部门',
};

export const questions = {
  title: '疑难问题', one: (n: number) => `疑难问题 ${n} 号`, number: '编号', text: '问题', department: '部门', state: '状态', due: '时限',
  askers: '谁在问', asked: '提问时间', askersCount: (n: number) => `${n} 人问`,
  kinds: { question: '没有答案', wrong: '有错', outdated: '过期', unclear: '看不懂' },
  states: { open: '待分派', routed: '待部门答复', answered: '已答复', drafted: '起草中', published: '已入库', closed: '已关闭' },
  unrouted: '班长分派', late: '超时', news: '有新结果',
  views: { todo: '待处理', open: '待分派', routed: '待答复', answered: '待转草稿', late: '超时', all: '全部', mine: '我的提问', news: '有新结果' },
  view: '看哪些',
  emptyTitle: '没有疑难问题', emptyWhy: '坐席在坐席台按 Alt+Q 提的问题会出现在这里。', emptyMine: '您还没有提过问题',
  emptyMineWhy: '在坐席台搜不到答案时按 Alt+Q 提问，答复会先告诉您。', emptyDone: '都处理完了', emptyDoneWhy: '新的问题到了会出现在这里。',
  toDesk: '去坐席台',
  // 提问
  noAnswer: '没有合适的答案？', ask: '提问', askTitle: '提疑难问题', askText: '客户问什么', askTextHint: '写清客户的情况，主管部门照此答复',
  place: '属于哪个目录', placeHint: '可不选；选了直接交给主管部门', callback: '回电备注', callbackHint: '称呼、电话、约定时间；有答复时提醒您',
  goesTo: (name: string) => `提问后直接交给${name}，一天内答复`, goesToLeader: '提问后由班长在 60 分钟内分派',
  searched: (q: string) => `搜索“${q}”`, needText: '请写明客户问什么。', send: '提问',
  unsent: '上次没有发出的内容还在。', startAnew: (q: string) => (q ? `改用“${q}”` : '清空'),
  sent: (n: number, name: string) => (name ? `已提问，${n} 号，交给${name}答复` : `已提问，${n} 号，班长 60 分钟内分派`),
  lookFirst: '先看看有没有', looking: '正在找…', nothingNear: '没有相近的答案，也没有人问过。', noNews: '您提的问题还没有新答复。', nearUnknown: '没有相近的答案。服务器连不上，查不到有没有人问过。', nearAnswers: '可能就是这条答案', nearQuestions: '有人问过',
  join: '我也问', joined: (n: number) => `已加入 ${n} 号问题，有答复时告诉您`, joinedAlready: '您已问过', joinedWhy: '回电备注会一起带上',
  answeredSo: (text: string) => `已答复：${text}`,
  // 反馈
  feedback: '反馈', feedbackTitle: '反馈这条答案', feedbackOn: (entry: number, revision: number) => `K${entry} v${revision}`,
  feedbackKind: '哪里不对', feedbackText: '说明', needFeedback: '请写明哪里不对。', feedbackHint: '哪一句、应当是什么、从哪里得知',
  feedbackSent: (n: number, name: string) => `已反馈，${n} 号，交给${name || '班长'}处理`, sendFeedback: '提交反馈', pickKind: '选“哪里不对”',
  // 结果
  strip: (text: string, outcome: string) => `您问的「${text}」${outcome}`,
  outcome: { answered: '有答复了', drafted: '有答复了', published: '已有口径', closed: '已关闭' } as Record<string, string>,
  changed: '已改正', openNews: '打开', newsCount: (n: number) => `${n} 条提问有结果`, moreNews: (n: number) => `还有 ${n} 条`, callBack: (note: string) => `回电：${note}`,
  keyNews: '打开提问的新结果', system: '系统', lateCount: (n: number) => `${n} 条超时`, lateOpen: '疑难问题超过时限，打开看是哪些',
  // 一份问题单
  back: '全部疑难问题', backToDesk: '回到坐席台', answer: '答复', noAnswerYet: '还没有答复。', answeredBy: (dep: string, who: string, t: string) => `${dep} ${who} ${t}`,
  closedWhy: '关闭原因', difference: '改了哪里', entry: '看口径', aboutEntry: '反馈的答案', revision: (n: number) => `v${n}`,
  notice: (n: number) => `通知单 ${n} 号`, change: (n: number) => `变更单 ${n} 号`, query: '搜索过', region: '地区', product: '产品', catalogue: '目录',
  facts: '情况', timeline: '经过', call: '通话', mineCallback: '您的回电备注',
  steps: {
    ask: '提问', join: '也问', route: (name: string) => `分派给${name}`, give_back: '退回', answer: '答复', draft: '转为草稿', publish: '入库', close: '关闭',
    reopen: '放弃草稿或撤回发布，回到已答复', escalate: (name: string) => (name ? `${name}超时未答复，上报班长` : '超时未分派，上报班长'),
    askTo: (name: string) => `提问，直接交给${name}`, told: (name: string) => `反馈${name && `，交给${name}`}`,
  },
  // 处理
  route: '分派', reroute: '改派', routeTitle: '分派给部门', routeTo: '答复部门', note: '给部门的话', needDepartment: '请选择答复的部门。',
  routed: (name: string) => `已分派给${name}`, close: '关闭', closeTitle: '关闭问题单', closeReason: '关闭原因（提问的人会看到）', closed: '已关闭',
  giveBack: '不归我们，退回', giveBackTitle: '退回班长', giveBackReason: '为什么不归本部门、应当找谁', givenBack: '已退回班长',
  sendAnswer: '答复', amendAnswer: '改答复', answerHint: '写坐席可以照着读给客户的话；提问的人马上看到', answerSent: (n: number) => `已答复，${n} 位提问的人马上看到`,
  needAnswer: '请写明答复。', draft: '转为草稿', drafted: '已转为草稿，请继续编写', needReason: '请写明原因。', reload: '载入最新内容',
  conflict: '别人刚处理过，什么都没有覆盖；您写的还在。', changedMeanwhile: '这份问题单刚有变化。', answerFor: '代部门答复', giveUp: '先不改',
  link: '发答复链接', linkTitle: '给没有账号的部门发答复链接', linkWhy: (d: string) => `“${d}”的人打开链接就能看到这个问题，并答复或退回一次；看不到别的内容。发给谁、怎么送达都记入审计日志。`,
  inForce: '现行口径',
  // 主管部门
  charges: '主管部门', chargesWhy: '坐席提问时选了目录，就直接交给这里的部门。没有指定的跟上级走；都没有就由班长分派。', inherited: (name: string) => `随上级：${name}`,
  nobody: '未指定（班长分派）', saveCharges: '保存', chargesSaved: '主管部门已保存', chargesConflict: '别人刚改过主管部门，什么都没有覆盖。您的改动还在；载入最新内容、核对后再保存。',
  unsavedCount: (n: number) => `${n} 处改动没有保存`, findNode: '按名称找目录', noNode: '没有这个目录', chargeOf: (path: string) => `“${path}”的主管部门`,
};

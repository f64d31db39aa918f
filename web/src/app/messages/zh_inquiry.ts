// 中文，续：查证（四个问题）与时间。
export const inquiry = {
  title: '查证', keyAsk: '换一个问题',
  asked: { force: '当时有效的是什么', paper: '谁、凭什么文件', seen: '坐席看到了什么', record: '有没有被改动' },
  why: {
    force: '按时间查当时有效的口径：搜索、筛选和排序都与那时一样。选中一条，看它由谁发布、谁确认、凭哪份文件。',
    paper: '从一份文件追到所有依据它、引用它的口径（现行和过去的），再到听过这些口径的每一通电话；也可以从一次使用倒追到原件。查看会记入日志。',
    seen: '某位坐席在某一刻、某一通电话里，台面上究竟是哪些字。查看会记入日志。',
    record: '把全部记录从头走一遍；再与您存下的检查点比对；或导出证据包，拿到别的电脑上核验。',
  },
  clocks: '时间', asOf: '何时有效', asOfWhy: '口径在哪一刻有效', recordedAt: '按何时所知', recordedAtWhy: '只看那一刻已经记录下来的内容：之后补登、更正的都不算', now: '现在',
  handle: (label: string) => `${label}，按天移动`, ends: (past: number, ahead: number) => `前 ${past} 天 – ${ahead ? `后 ${ahead} 天` : '今天'}`,
  away: (asOf: string, known: string) => `您看到的是 ${asOf} 有效、按 ${known} 所知的内容，不是现在的答案`, awayKnown: (known: string) => `您看到的是 ${known} 所知的内容，不是现在的`, backToNow: '回到现在',
  find: '客户的话、关键词、拼音，或条目号 K46', nothing: '当时没有这样的口径', nothingWhy: '换个说法，或移动上面的时间。', total: (n: number) => `当时有 ${n} 条`,
  states: { in_force: '有效', scheduled: '那时还没有生效', ended: '那时已经停用' }, valid: (span: string) => `有效期 ${span}`, notThen: '移动上面的时间，可以看到它有效时的内容。',
  noneThen: '那一刻没有生效的版本', thisThen: (v: number) => `那一刻生效的是 v${v}`,
  paper: '文号、《标题》、通知单号 #12，或原件的 SHA-256', cites: '文中引用', look: '追查', originals: (n: number) => `原件 ${n} 份`, repealedBy: '被废止：',
  noAnswers: '没有口径依据它，也没有口径引用它', noAnswersWhy: '通知单还没有发布成口径，或只是存档。', inForce: '现行', past: '已不再有效', notInForce: '那时无效', published: (t: string) => `${t} 发布`, answered: (spans: string) => `答复期间 ${spans}`, neverAnswered: '开始之前就撤回了，没有答复过',
  uses: (n: number, reads: number, calls: number) => `用过 ${n} 次，看过 ${reads} 次，${calls} 通电话`, unused: '没有人用过', noCall: '没有通话号', forgotten: '（搜索内容已到期删除）', trace: '追到原件',
  papers: { title: '依据的来文和原件', same: '两版依据的来文和原件相同。', states: { gone: '不再依据', same: '未变', added: '新增' } },
  versions: { title: (n: number) => `历次内容（${n} 版）`, gone: '各版的内容已依法删除，只留摘要，不能对比。' },
  authors: '每一句是谁写的', authorsWhy: '一句话从哪一版起一直在那里，就是那一版的编写人写的；加粗、换行不算改动。', since: (v: number) => `看 v${v}`,
  chain: '从使用到原件', used: (who: string, at: string, how: string) => `${who} ${at} ${how}`, close: '收起', seenHint: '填坐席、通话号或时间中的任何一个。',
};

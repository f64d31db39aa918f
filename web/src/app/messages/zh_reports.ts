// 中文，续：审计报告。
export const reports = {
  title: '审计报告', why: '一段时间里发布了什么、凭谁的确认、谁读了、每个环节用了多久。全部由记录算出来；查看和下载都记入日志。',
  from: '从', to: '到（不含）', make: '出具报告', making: '正在计算…', madeAt: (t: string) => `${t} 出具`, records: (a: number, b: number) => `日志第 ${a}–${b} 条`,
  presets: { month: '本月', lastMonth: '上月', quarter: '本季度', year: '今年' },
  lacking: '请选开始和结束时间，结束要晚于开始。', save: { xlsx: 'Excel', pdf: 'PDF（可签字）', json: '已签名 JSON' }, saved: '报告已下载',
  coverage: '期末生效的口径，都有有效确认吗？', kinds: { confirmed: '经部门确认', unconfirmed: '待确认', imported: '导入，未经确认' }, inForce: '期末生效',
  allConfirmed: '全部经部门确认。', firstOnes: (n: number) => `只列前 ${n} 条，总数以上面为准。`,
  publications: '谁写的、谁确认的、依据哪份来文？', publication: { confirmed: '经确认发布', emergency: '紧急发布', imported: '导入' }, byDay: '每天发布次数', none: '这段时间没有。',
  late: '紧急发布确认超时', fourEyes: '违反双人原则', fourEyesNone: '没有人确认自己写的内容：数据库本身就不接受。', emergencies: '紧急发布之后，多久得到确认？', allowed: (h: number) => (h > 0 ? `${h} 小时内` : '不限'), isLate: '超时', inTime: '按时', waiting: '未确认',
  readers: '谁读了、谁签收了、谁还没有？', groups: '各技能组读得怎样？', stages: '每个环节用了多久？', missing: '未签收公告', acknowledged: '已签收',
  stage: { review: '批阅', draft: '采编', confirm: '确认', publish: '发布' }, median: '中位', p90: '九成以内', longest: '最长', count: '件数', lateCount: '超时', duration: '用时（小时）',
  cols: { entry: '条目', title: '标题', department: '部门', standing: '状态', since: '生效于', change: '变更单', number: '文号', notice: '来文', kind: '方式', entries: '条目数', authors: '采编', confirmedBy: '确认人', confirmedAt: '确认时间', publishedBy: '发布人', publishedAt: '发布时间', record: '日志号', allowed: '时限', person: '姓名', group: '技能组', people: '人数', searches: '搜索', opened: '打开', copied: '复制', readOut: '读出', revisions: '签收变更', bulletins: '签收公告', missing: '未签收公告', stage: '环节' },
  noGroup: '（无技能组）',
};

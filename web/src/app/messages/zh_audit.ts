// 中文，续：审计日志的检查点。
export const audit = {
  title: '检查点', why: '检查点是服务器签名的一句话：到第几条为止，日志是什么。请把它存到这台服务器管不着的地方（另一台机器、纸、邮件），以后拿回来核对，就能证明日志没有被改过、删过、换过。',
  key: '核对用的公钥', none: '还没有检查点。日志有新记录后，服务器每分钟签一个。', records: (n: number) => `到第 ${n} 条`, copy: '复制', save: '下载', saved: '已复制检查点', copyKey: '复制公钥', copiedKey: '已复制公钥', notCopied: '没有复制成功，请改用下载。',
  held: '拿手里的检查点来核对', heldHint: '把存下的检查点粘贴在这里，可以是多个；或选择文件。', file: '选择文件', compare: '核对', agreed: (n: number) => `与 ${n} 个检查点一致`, empty: '请先粘贴检查点，或选择文件。',
  root: '树根',
  timeline: {
    title: '时间线', call: '通话号', widen: '显示全部时间', comma: '，', why: '一个点是一段时间里做过的事，越大越多；点它，就只看这段时间。方向键在点之间移动。',
    found: (n: number, step: string) => `共 ${n} 条记录，每格 ${step}`, stretch: (from: string, to: string) => `${from} 至 ${to}：`,
    steps: { PT1M: '1 分钟', PT5M: '5 分钟', PT15M: '15 分钟', PT1H: '1 小时', PT6H: '6 小时', P1D: '1 天', P7D: '1 周', P1M: '1 个月', P3M: '1 季度', P1Y: '1 年' } as Record<string, string>,
    lanes: { notices: '来文批阅', drafts: '起草', confirmations: '确认复核', publications: '发布撤回', answers: '使用', questions: '疑难问题', oversight: '查证', upkeep: '维护' },
  },
  bundle: {
    title: '导出证据包', why: '证据包是一份签了名的文件：与一个条目、一通电话或一段时间有关的全部记录、口径原文、通知单和原件，每条记录都带着“它在日志里”的证明。拿到没有本系统的电脑上，用核验页或 koujing audit verify 就能核对。导出本身也记入日志。', page: '保存核验页（一个网页文件，离线核对证据包）',
    about: '关于', kinds: { entry: '条目', call: '通话', period: '时间段' }, callHint: '话务系统的通话号', from: '从', to: '到（不含）', originals: '包含原件',
    lacking: { entry: '请填条目号，如 K46。', call: '请填通话号。', period: '请选开始或结束时间。' }, save: '导出', saved: '证据包已下载',
  },
};
export const auditVerbs = { take_offline_copy: '取离线副本', report_offline_search: '补报离线搜索', try_search_change: '试验搜索改动', take_bundle: '导出证据包', take_export: '导出信息库', read_record: '查阅记录', trace_uses: '追查使用情况', take_report: '出具审计报告', edit_retention_rules: '修改保留期限', forget_searches: '删除到期的搜索内容', redact_original: '依法删除原件', redact_revision: '依法删除版本文字', redact_change: '依法删除变更单内容', redact_notice: '依法删除通知单文字', redact_bulletin: '依法删除公告文字', forget_callbacks: '删除到期的回电备注', forget_search: '删除一次搜索的内容' };

// 中文，续：审计日志的检查点。
export const audit = {
  title: '检查点', why: '检查点是服务器签名的一句话：到第几条为止，日志是什么。请把它存到这台服务器管不着的地方（另一台机器、纸、邮件），以后拿回来核对，就能证明日志没有被改过、删过、换过。',
  key: '核对用的公钥', none: '还没有检查点。日志有新记录后，服务器每分钟签一个。', records: (n: number) => `到第 ${n} 条`, copy: '复制', save: '下载', saved: '已复制检查点', copyKey: '复制公钥', copiedKey: '已复制公钥', notCopied: '没有复制成功，请改用下载。',
  held: '拿手里的检查点来核对', heldHint: '把存下的检查点粘贴在这里，可以是多个；或选择文件。', file: '选择文件', compare: '核对', agreed: (n: number) => `与 ${n} 个检查点一致`, empty: '请先粘贴检查点，或选择文件。',
  root: '树根',
};
export const auditVerbs = { take_offline_copy: '取离线副本', report_offline_search: '补报离线搜索', try_search_change: '试验搜索改动' };

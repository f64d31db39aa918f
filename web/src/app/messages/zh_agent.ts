// 中文，续：坐席台上正在变化的内容。
export const live = {
  readBulletin: '读最上面的公告（回车确认已读）', toBox: '回到搜索框',
  unreadBulletins: (n: number) => `共 ${n} 条公告未读，请往下看`, endedNotCopied: '这条口径刚刚停用，没有复制。请重新搜索。', asOfStamp: (t: string) => `${t} 的口径`, knownStamp: (t: string) => `按 ${t} 所知`, away: (t: string, known: string) => `这是${t && ` ${t} 有效、`}按 ${known} 所知的答案，不要读给现在的客户。`,
  copiedPast: '这是过去的口径，不要读给现在的客户。', copiedOld: '已有新口径（Alt+N 换成新的），复制的是旧的。', readOld: '已记下读的是旧口径；这条已有变更，请看上方提示。',
  changedNow: (from: number, to: number) => `这条口径刚刚更新（v${from} → v${to}），请改用新口径`,
  goneNow: '这条口径刚刚停用，请不要再读', takeNew: '换成新口径', searchAgain: '重新搜索', take: '换成刚刚更新的口径',
  noWords: '没有可读的口径', changedAt: (t: string, from: number, to: number) => `${t} 的变更（v${from} → v${to}）`, willChange: '改动之处',
  beside: {
    title: '原件', region: (name: string) => `原件：${name}`, which: '选择原件（← →）', openIt: (name: string) => `打开原件 ${name}`, download: '下载', close: '关上',
    cited: (n: number) => `已标出口径所依据的 ${n} 处`, inNotice: '口径依据的是通知正文：', picture: '这是图片，没有可以提取的文字。',
  },
  wider: {
    total: (n: number, exact: boolean) => `不筛选${exact ? '共' : '约'} ${n} 条`, look: '不筛选看看', back: '这次没有筛选，恢复',
    key: '这次不筛选 / 恢复筛选',
  },
  list: {
    compact: '紧凑', whole: '整段', key: '列表：整段 / 紧凑', more: '展开全文', keyMore: '展开 / 收起选中这条的全文',
    keyPage: '列表往下翻、往上翻（PageUp）',
  },
};

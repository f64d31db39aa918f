// 中文，续：坐席台上正在变化的内容。
export const live = {
  changedNow: (from: number, to: number) => `这条口径刚刚更新（v${from} → v${to}），请改用新口径`,
  goneNow: '这条口径刚刚停用，请不要再读', takeNew: '换成新口径', searchAgain: '重新搜索', take: '换成刚刚更新的口径',
  noWords: '没有可读的口径', changedAt: (t: string, from: number, to: number) => `${t} 的变更（v${from} → v${to}）`, willChange: '改动之处',
  list: {
    compact: '紧凑', whole: '整段', key: '列表：整段 / 紧凑', more: '展开全文', keyMore: '展开 / 收起选中这条的全文',
    keyPage: '列表往下翻、往上翻（PageUp）',
  },
};

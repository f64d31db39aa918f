// 中文，续：服务器连不上的时候。
export const offline = {
  noBulletins: '离线打开，公告取不到。有没有应急公告请问班长。',
  word: '离线', copyWord: '离线副本', region: '离线状态',
  strip: (t: string, ago: string) => `服务器连不上。答案来自 ${t} 的副本（${ago}），只能查看，之后的变更不在里面。`,
  noCopy: '服务器连不上，这台电脑上还没有副本，现在查不到答案。恢复后会自动重新搜索。', noPast: '离线时不能查看过去某一时刻的答案。',
  said: (t: string) => `服务器连不上，答案来自 ${t} 的副本`, back: (t: string) => `${t} 已恢复连接，现在的答案来自服务器`, retrying: '正在重试连接…', tryNow: '现在重试',
  mark: (t: string) => `副本 ${t}`, pane: (t: string, ago: string) => `离线副本：这是 ${t}（${ago}）的内容，之后可能已经变更`,
  before: '断线前从服务器打开的答案，之后可能已经变更', stamp: (t: string) => `离线副本 ${t}`, needServer: '离线：这一项要等服务器恢复后才能用',
  partOf: (n: number, of: number) => `信息库共 ${of} 条，副本只有其中 ${n} 条`, copyOf: (t: string, n: number) => `离线副本 ${t} · ${n} 条`, fetching: '正在取离线副本…',
  refusedPages: (n: number) => `副本有 ${n} 页不是服务器签过名的内容，已拒绝使用，其中的答案查不到。恢复连接后会重新取。`,
  trouble: {
    key: '服务器的签名密钥和这台电脑记住的不一样，拒绝更新离线副本。请联系系统管理员。', signature: '收到的副本签名不对，已拒绝，离线副本没有更新。',
    format: '收到的副本格式不认识，已拒绝，离线副本没有更新。', storage: '浏览器不让保存数据，这台电脑没有离线副本。',
  },
  waiting: (n: number) => `待送出 ${n} 条`, refusedCount: (n: number) => `${n} 条被退回`, list: '待送出的问题和反馈', key: '看待送出的问题和反馈', kinds: { question: '提问', feedback: '反馈', used: '' },
  kept: '服务器连不上，已存在这台电脑上，恢复后自动送出', will: '服务器连不上：先存在这台电脑上，恢复后自动送出。', keepIt: '存下，恢复后送出',
  refused: (text: string, why: string) => `没有送出：“${text.slice(0, 30)}”。${why}`, why: (why: string) => `被退回：${why}`, waits: '等服务器恢复', remove: '删除', again: '再送一次', none: '没有待送出的内容', hide: '收起',
  notRecorded: (why: string) => `离线时的一次搜索没有记下：${why}`, emptyCopy: (t: string) => `${t} 的副本里没有。服务器恢复后会自动再搜一次。`,
};

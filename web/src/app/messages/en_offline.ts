// English, continued: while the server cannot be reached.
import type { offline as zh } from './zh_offline';

export const offline: typeof zh = {
  noBulletins: 'Opened offline: bulletins cannot be had. Ask the shift leader whether an emergency is on.',
  word: 'Offline', copyWord: 'offline copy', region: 'Offline state',
  strip: (t: string, ago: string) => `The server cannot be reached. Answers come from the copy of ${t} (${ago}): read-only, without later changes.`,
  noCopy: 'The server cannot be reached and this computer has no copy yet: nothing can be found now. The search is repeated when the server is back.', noPast: 'While offline, answers of an earlier moment cannot be seen.',
  said: (t: string) => `The server cannot be reached; answers come from the copy of ${t}`, back: (t: string) => `Back online since ${t}: answers come from the server again`, retrying: 'Trying to connect…', tryNow: 'Try now',
  mark: (t: string) => `Copy ${t}`, pane: (t: string, ago: string) => `Offline copy: as of ${t} (${ago}); it may have changed since`,
  before: 'Opened from the server before it went away; it may have changed since', stamp: (t: string) => `offline copy ${t}`, needServer: 'Offline: this needs the server',
  partOf: (n: number, of: number) => `The library has ${of} entries, the copy only ${n} of them`, copyOf: (t: string, n: number) => `Offline copy ${t} · ${n} entries`, fetching: 'Fetching the offline copy…',
  refusedPages: (n: number) => `${n} ${n === 1 ? 'page of the copy is' : 'pages of the copy are'} not what the server signed and refused; what stood there cannot be found. It is fetched anew when the server is back.`,
  trouble: {
    key: 'The server signs with another key than the one that this computer knows: the offline copy is not updated. Please tell the administrator.', signature: 'A copy with a wrong signature came and was refused; the offline copy is not updated.',
    format: 'A copy in an unknown format came and was refused; the offline copy is not updated.', storage: 'The browser does not keep data: there is no offline copy on this computer.',
  },
  waiting: (n: number) => `${n} to send`, refusedCount: (n: number) => `${n} refused`, list: 'Questions and feedback to be sent', key: 'Show what is to be sent', kinds: { question: 'Question', feedback: 'Feedback', used: '' },
  kept: 'The server cannot be reached: kept on this computer, sent when it is back', will: 'The server cannot be reached: this is kept on this computer and sent when it is back.', keepIt: 'Keep and send later',
  refused: (text: string, why: string) => `Not sent: “${text.slice(0, 30)}”. ${why}`, why: (why: string) => `Refused: ${why}`, waits: 'Waits for the server', remove: 'Remove', again: 'Send again', none: 'Nothing to be sent', hide: 'Hide',
  notRecorded: (why: string) => `A search made offline was not recorded: ${why}`, emptyCopy: (t: string) => `Not in the copy of ${t}. The search is repeated when the server is back.`,
};

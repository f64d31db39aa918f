// What an agent does with the answer that is shown: each act goes into the journal with the exact revision.
import type { Entry } from '../../api/types';
import { useMessages } from '../../app/locale';
import { copyText } from '../../ui/clipboard';
import { plainText, stamp, stampedScript } from '../../ui/plain_text';
import { moment } from '../../ui/time';
import { say, sayProblem, warn } from '../../ui/toast';
import { reach } from '../offline/reach';
import type { Answer } from './answer';
import type { How } from './use_recording';

interface Acts {
  copy: () => Promise<void>;
  readOut: () => Promise<void>;
  original: () => void;
}

export function useActs(
  shown: () => Answer | null,
  details: () => Entry | null,
  record: (how: How) => Promise<boolean>,
): Acts {
  const m = useMessages();
  async function copy(): Promise<void> {
    const one = shown();
    if (!one) return;
    const from = one.fromCopy ? m.value.offline.stamp(moment(one.fromCopy)) : '';
    const text = plainText(one.script_html)
      ? stampedScript(one.script_html, one.entry, one.revision, from)
      : `${one.brief || one.title}\n${stamp(one.entry, one.revision, from)}`;
    if (!(await copyText(text))) return sayProblem(new Error(m.value.app.copyFailed));
    say(m.value.desk.copiedToast(stamp(one.entry, one.revision, from)));
    await record('copied');
  }
  async function readOut(): Promise<void> {
    if (await record('read_out')) say(m.value.desk.readOutToast);
  }
  function original(): void {
    if (reach.offline) return warn(m.value.offline.needServer);
    const one = details()?.revision?.notice?.originals[0];
    if (!one) return say(m.value.desk.noOriginal);
    const link = document.createElement('a');
    link.href = one.href;
    link.download = one.file_name;
    link.click();
  }
  return { copy, readOut, original };
}

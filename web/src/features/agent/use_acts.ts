// What an agent does with the answer that is shown: each act goes into the journal with the exact revision.
import { useMessages } from '../../app/locale';
import { copyText } from '../../ui/clipboard';
import { plainText, stamp, stampedScript } from '../../ui/plain_text';
import { moment } from '../../ui/time';
import { say, sayProblem, warn } from '../../ui/toast';
import type { Answer } from './answer';
import { isAway, type When } from './search_query';
import type { LiveChange } from './use_live_change';
import type { How } from './use_recording';

interface Acts {
  copy: () => Promise<void>;
  readOut: () => Promise<void>;
}

export function useActs(
  shown: () => Answer | null,
  record: (how: How) => Promise<boolean>,
  when: () => When,
  change: () => LiveChange | null,
): Acts {
  const m = useMessages();
  async function copy(): Promise<void> {
    const one = shown();
    if (!one) return say(m.value.desk.pick);
    if (ended()) return warn(m.value.live.endedNotCopied);
    const more = [
      one.unconfirmed ? m.value.desk.unconfirmed : '',
      when().asOf ? m.value.live.asOfStamp(moment(when().asOf)) : '',
      when().recordedAt ? m.value.live.knownStamp(moment(when().recordedAt)) : '',
      one.fromCopy ? m.value.offline.stamp(moment(one.fromCopy)) : '',
    ].filter(Boolean);
    const text = plainText(one.script_html)
      ? stampedScript(one.script_html, one.entry, one.revision, ...more)
      : `${one.brief || one.title}\n${stamp(one.entry, one.revision, ...more)}`;
    if (!(await copyText(text))) return sayProblem(new Error(m.value.app.copyFailed));
    const done = m.value.desk.copiedToast(stamp(one.entry, one.revision, ...more));
    const why = isAway(when()) ? m.value.live.copiedPast : change() ? m.value.live.copiedOld : '';
    if (why) warn(`${done} ${why}`);
    else say(done);
    await record('copied');
  }
  async function readOut(): Promise<void> {
    if (!shown()) return say(m.value.desk.pick);
    if (!(await record('read_out'))) return;
    if (change()) warn(m.value.live.readOld);
    else say(m.value.desk.readOutToast);
  }
  /** Withdrawn, or its time is over: nothing answers in its place. */
  const ended = (): boolean => change() !== null && !change()?.now.revision;
  return { copy, readOut };
}

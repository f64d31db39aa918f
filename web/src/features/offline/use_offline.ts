// The desk with and without its server: keeps the copy current, and does what is to be done when the server is back.
import { onScopeDispose } from 'vue';
import { api } from '../../api/client';
import { begin, session, whenEnded } from '../../api/session';
import { useFeed } from '../../app/feed';
import { leaveAnswers } from '../agent/use_leaving';
import { seen } from './desk_source';
import { keepCurrent, kept, loadCopy, troubleOf, wipeCopy } from './kept_copy';
import { keepPages } from './kept_pages';
import { keepSession } from './kept_session';
import { probe, reach, whenBack } from './reach';
import { openStore } from './store';
import { refreshWaiting, sendWaiting } from './use_outbox';

/** A desk that was just opened has better things to do. */
const FIRST_MS = 1_500;
/** A hundred desks are told of the same change at once: they ask one after another. */
const SPREAD_MS = 8_000;
const SOON_MS = 2_000;
const EVERY_MS = 600_000;
const SEND_EVERY_MS = 60_000;

whenEnded(() => void wipeCopy());

/** Who opened the desk while the server was away is asked for by the server now. */
async function greetAgain(): Promise<void> {
  if (session.csrf !== null) return;
  const { data } = await api.GET('/session').catch(() => ({ data: undefined }));
  if (data) begin(data);
}

export function useOffline(): void {
  let open = true;
  let timer = 0;
  let coming = Infinity;

  async function round(): Promise<void> {
    coming = Infinity;
    if (!session.person || session.asking || reach.offline) return later(EVERY_MS);
    try {
      await keepCurrent(() => open && !reach.offline);
      await keepSession(await openStore());
      await keepPages();
    } catch (error) {
      kept.trouble = troubleOf(error) ?? kept.trouble;
    }
    if (open) later(EVERY_MS);
  }
  function later(pause: number): void {
    const at = Date.now() + pause;
    if (at >= coming) return;
    coming = at;
    clearTimeout(timer);
    timer = window.setTimeout(() => void round(), pause);
  }

  const forget = whenBack(() => {
    void (async () => {
      await leaveAnswers();
      seen.close();
      await greetAgain();
      await sendWaiting();
    })();
    later(SOON_MS + Math.random() * SPREAD_MS);
  });
  void refreshWaiting();
  if (reach.offline) void loadCopy();
  else later(FIRST_MS);
  useFeed((row) => {
    if (row.entry !== null) later(SOON_MS + Math.random() * SPREAD_MS);
  });
  const first = window.setTimeout(() => void sendWaiting(), FIRST_MS);
  const sending = window.setInterval(() => void sendWaiting(), SEND_EVERY_MS);
  const seenAgain = (): void => void (document.hidden || probe());
  document.addEventListener('visibilitychange', seenAgain);
  onScopeDispose(() => {
    open = false;
    clearTimeout(timer);
    clearTimeout(first);
    clearInterval(sending);
    document.removeEventListener('visibilitychange', seenAgain);
    forget();
  });
}

// What waits for the server, as the desk shows and sends it.
import { computed, shallowRef } from 'vue';
import { api, background, ok } from '../../api/client';
import { session, whenEnded } from '../../api/session';
import { useMessages } from '../../app/locale';
import { now } from '../../ui/time';
import { say, sayProblem, warn } from '../../ui/toast';
import { seen } from './desk_source';
import { inOneTab } from './only_tab';
import { sendAll, waitsAlready, type Made, type Waiting } from './outbox';
import { isUnreachable, lost, reach } from './reach';
import { wireOf } from './seen';
import { openStore } from './store';

const m = useMessages();
const SAID_MS = 8_000;
const LOCK = 'koujing.offline-send';

/** What a person wrote, oldest first; what was recorded beside it is not shown. */
const all = shallowRef<Waiting[]>([]);
export const waiting = computed(() => all.value.filter(({ kind }) => kind !== 'used'));
whenEnded(() => (all.value = []));

export async function refreshWaiting(): Promise<void> {
  const person = session.person?.name;
  if (!person) return;
  const rows = await openStore()
    .then((store) => store.waiting(person))
    .catch(() => []);
  if (session.person?.name === person) all.value = rows;
}

export async function keepForLater(one: Omit<Waiting, 'person' | 'at'>): Promise<void> {
  const store = await openStore();
  const person = session.person?.name ?? '';
  if (!waitsAlready(await store.waiting(person), one)) await store.putWaiting({ ...one, person, at: now().toISOString() });
  await refreshWaiting();
}

/** Sends it now, or keeps it for later when the server is away; null then. */
export async function sendOrKeep<T>(one: Omit<Waiting, 'person' | 'at'>, send: () => Promise<T>): Promise<T | null> {
  if (!reach.offline) {
    try {
      return await send();
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      lost();
    }
  }
  await keepForLater(one);
  return null;
}

/** A search that the server does not know is none that a question may name. */
export const knownSearch = (search: string): string => (seen.has(search) ? '' : search);

async function send(one: Waiting): Promise<Made> {
  const init = { params: { header: { 'Idempotency-Key': one.key } }, body: one.body };
  const made = (await ok(api.POST(one.path as never, init as never))) as { id?: number; department?: { name: string } | null };
  return { id: made.id ?? 0, department: made.department?.name ?? '' };
}

function tell(one: Waiting, made: Made | null): void {
  if (one.kind === 'used') return;
  if (!made) warn(m.value.offline.refused(one.text, one.refused ?? ''), SAID_MS);
  else if (one.kind === 'question') say(m.value.questions.sent(made.id, made.department), SAID_MS);
  else say(m.value.questions.feedbackSent(made.id, made.department), SAID_MS);
}

/** Everything that waits, once the server is back: what was seen, then what was asked. */
export async function sendWaiting(): Promise<void> {
  const person = session.person?.name;
  if (!person || reach.offline || session.asking) return;
  try {
    await inOneTab(LOCK, async () => {
      const store = await openStore();
      const report = (searches: Parameters<Parameters<typeof seen.report>[1]>[0]) =>
        ok(background.POST('/offline-searches', { body: { searches: searches.map(wireOf) } }));
      await sendAll(person, store, send, tell);
      for (const one of await store.waiting(person))
        if (one.kind === 'used' && one.refused !== undefined) await store.dropWaiting(one.key);
      await seen.report(person, report, (detail) => warn(m.value.offline.notRecorded(detail), SAID_MS));
    });
  } catch (error) {
    if (isUnreachable(error)) lost();
  }
  await refreshWaiting();
}

export async function dropWaiting(one: Waiting): Promise<void> {
  try {
    await (await openStore()).dropWaiting(one.key);
  } catch (error) {
    sayProblem(error);
  }
  await refreshWaiting();
}

export async function tryAgain(one: Waiting): Promise<void> {
  const { refused: _refused, ...again } = one;
  await (await openStore()).putWaiting(again);
  await refreshWaiting();
  await sendWaiting();
}

// What the browser keeps for the time without a server: in IndexedDB, for this address alone.
import type { OfflineSearch, Session } from '../../api/types';
import type { StoredPage } from './copy';
import type { KeeperStore } from './keeper';
import type { Waiting } from './outbox';

const NAME = 'koujing-offline';
const VERSION = 1;

export interface KeptSearch extends OfflineSearch {
  person: string;
  /** Milliseconds: the desk that made it may still be adding to it for a while. */
  touched: number;
  done: boolean;
}
/** Who opened the desk last, so that it opens again without a server. There is no token in it. */
export interface KeptSession {
  session: Session;
  skew: number;
}
interface Meta {
  key: string;
  owner: string;
  generation: number;
  session: KeptSession;
}
type PageRow = StoredPage & { generation: number };

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
const finished = (transaction: IDBTransaction): Promise<void> =>
  new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
    transaction.onerror = () => reject(transaction.error ?? new Error('IndexedDB'));
  });

const generationRange = (generation: number): IDBKeyRange => IDBKeyRange.bound([generation], [generation, []]);
const runRange = (generation: number, run: number): IDBKeyRange =>
  IDBKeyRange.bound([generation, run], [generation, run, []]);

export class Store implements KeeperStore {
  constructor(private readonly db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }

  async meta<K extends keyof Meta>(key: K): Promise<Meta[K] | null> {
    const value: Meta[K] | undefined = await done(this.db.transaction('meta').objectStore('meta').get(key));
    return value ?? null;
  }
  async setMeta<K extends keyof Meta>(key: K, value: Meta[K]): Promise<void> {
    const transaction = this.db.transaction('meta', 'readwrite');
    transaction.objectStore('meta').put(value, key);
    await finished(transaction);
  }

  key = (): Promise<string | null> => this.meta('key');
  keepKey = (key: string): Promise<void> => this.setMeta('key', key);
  generation = async (): Promise<number> => (await this.meta('generation')) ?? 0;

  async pages(generation: number): Promise<StoredPage[]> {
    const rows = this.db.transaction('pages').objectStore('pages').getAll(generationRange(generation));
    return (await done(rows)) as PageRow[];
  }
  /** Takes the place of the run, if there is one. */
  async putRun(generation: number, run: number, pages: readonly StoredPage[]): Promise<void> {
    const transaction = this.db.transaction('pages', 'readwrite');
    const rows = transaction.objectStore('pages');
    rows.delete(runRange(generation, run));
    for (const page of pages) rows.put({ ...page, generation });
    await finished(transaction);
  }
  async putPage(generation: number, page: StoredPage): Promise<void> {
    const transaction = this.db.transaction('pages', 'readwrite');
    transaction.objectStore('pages').put({ ...page, generation });
    await finished(transaction);
  }
  /** From now on this generation is the copy; whatever else there is goes. */
  async commit(generation: number): Promise<void> {
    const transaction = this.db.transaction(['pages', 'meta'], 'readwrite');
    transaction.objectStore('meta').put(generation, 'generation');
    const rows = transaction.objectStore('pages');
    rows.delete(IDBKeyRange.upperBound([generation], true));
    rows.delete(IDBKeyRange.lowerBound([generation + 1]));
    await finished(transaction);
  }

  /** The copy and who is signed in. The key of the server stays, and what was not sent yet waits for its person. */
  async wipe(): Promise<void> {
    const transaction = this.db.transaction(['pages', 'meta'], 'readwrite');
    transaction.objectStore('pages').clear();
    for (const key of ['owner', 'generation', 'session']) transaction.objectStore('meta').delete(key);
    await finished(transaction);
  }

  async waiting(person: string): Promise<Waiting[]> {
    const all: Waiting[] = await done(this.db.transaction('outbox').objectStore('outbox').getAll());
    return all.filter((one) => one.person === person).sort((a, b) => a.at.localeCompare(b.at));
  }
  putWaiting = (one: Waiting): Promise<void> => this.put('outbox', one);
  dropWaiting = (key: string): Promise<void> => this.drop('outbox', key);

  async searches(person: string): Promise<KeptSearch[]> {
    const all: KeptSearch[] = await done(this.db.transaction('searches').objectStore('searches').getAll());
    return all.filter((one) => one.person === person).sort((a, b) => a.at.localeCompare(b.at));
  }
  putSearch = (one: KeptSearch): Promise<void> => this.put('searches', one);
  dropSearch = (id: string): Promise<void> => this.drop('searches', id);

  private async put(name: 'outbox' | 'searches', value: Waiting | KeptSearch): Promise<void> {
    const transaction = this.db.transaction(name, 'readwrite');
    transaction.objectStore(name).put(value);
    await finished(transaction);
  }
  private async drop(name: 'outbox' | 'searches', key: string): Promise<void> {
    const transaction = this.db.transaction(name, 'readwrite');
    transaction.objectStore(name).delete(key);
    await finished(transaction);
  }
}

let opening: Promise<Store> | null = null;

function open(): Promise<Store> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore('meta');
      db.createObjectStore('pages', { keyPath: ['generation', 'run', 'place'] });
      db.createObjectStore('outbox', { keyPath: 'key' });
      db.createObjectStore('searches', { keyPath: 'id' });
    };
    request.onsuccess = () => resolve(new Store(request.result));
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

/** Rejects where the browser keeps nothing, as in some private windows; asked again the next time. */
export const openStore = (): Promise<Store> =>
  (opening ??= open().catch((error: unknown) => {
    opening = null;
    throw error;
  }));

// Lists come page by page; these walk them to the end, for what has to be there as a whole (a select box, a tree).
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** What one request of a walk asks for. */
export interface Asked {
  limit: number;
  cursor?: string;
}

const LARGEST = 100;

/** All rows, or as many as `enough`. A page may be short or empty and yet not the last. */
export async function walk<T>(fetchPage: (asked: Asked) => Promise<Page<T>>, enough = Infinity): Promise<T[]> {
  const rows: T[] = [];
  let cursor: string | null = null;
  do {
    const asked: Asked = { limit: Math.min(LARGEST, enough - rows.length), ...(cursor !== null && { cursor }) };
    const page: Page<T> = await fetchPage(asked);
    rows.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null && rows.length < enough);
  return rows;
}

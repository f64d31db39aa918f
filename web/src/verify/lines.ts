// The lines of a file, without reading it into memory as a whole.
import { joined } from './bytes';

const FEED = 10;

/** `take` gets every line without its line feed, and whether it had one; the file is read no further when it says false. */
export async function eachLine(
  stream: ReadableStream<Uint8Array>,
  take: (line: Uint8Array, whole: boolean) => boolean,
  read: (bytes: number) => void = () => undefined,
): Promise<void> {
  const reader = stream.getReader();
  let begun: Uint8Array[] = [];
  const line = (end: Uint8Array): Uint8Array => {
    if (!begun.length) return end;
    const all = joined(...begun, end);
    begun = [];
    return all;
  };
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    let from = 0;
    for (let to = value.indexOf(FEED); to >= 0; to = value.indexOf(FEED, from)) {
      if (!take(line(value.subarray(from, to)), true)) return reader.cancel();
      from = to + 1;
    }
    if (from < value.length) begun.push(value.slice(from));
    read(value.length);
  }
  if (begun.length) take(line(new Uint8Array()), false);
}

// The server's now, every few seconds: for how long ago something was.
import { shallowRef } from 'vue';
import { now } from '../../ui/time';

const EVERY_MS = 10_000;
export const clock = shallowRef(now());
setInterval(() => (clock.value = now()), EVERY_MS);

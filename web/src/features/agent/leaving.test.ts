import { beforeEach, expect, it } from 'vitest';
import { Stopwatch, type Left } from './leaving';

let at = 0;
let told: Left[] = [];
let watch: Stopwatch;
const one = { search: 's1', entry: 1, revision: 2 };
const two = { search: 's1', entry: 2, revision: 1 };
beforeEach(() => {
  at = 0;
  told = [];
  watch = new Stopwatch(
    () => at,
    (left) => told.push(left),
  );
});

it('tells of an answer when another one comes, in whole seconds', () => {
  watch.show(one);
  watch.use(one);
  at = 17_300;
  watch.show(two);
  expect(told).toEqual([{ ...one, seconds: 17 }]);
});
it('does not tell of what was only passed over, but of what rested in sight', () => {
  watch.show(one);
  at = 2_000;
  watch.show(two);
  at = 6_000;
  watch.leave();
  watch.leave();
  expect(told).toEqual([{ ...two, seconds: 4 }]);
});
it('goes on when another search shows the same revision, and keeps the search that was recorded', () => {
  watch.use(one);
  at = 5_000;
  watch.show({ ...one, search: 's2' });
  at = 9_000;
  watch.show(null);
  expect(told).toEqual([{ ...one, seconds: 9 }]);
});
it('begins anew with another revision, and never tells of more than a day', () => {
  watch.use(one);
  at = 1_000;
  watch.show({ ...one, revision: 3 });
  at = 200_000_000;
  watch.leave();
  expect(told.map(({ revision, seconds }) => [revision, seconds])).toEqual([
    [2, 1],
    [3, 86_400],
  ]);
});

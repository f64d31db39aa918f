#!/usr/bin/env python3
"""500 desks open at once: how soon does each see a change, and what do they cost whoever searches?

usage: desks.py [--desks 500] [--seconds 60] [--entries ENTRIES.jsonl] [--queries QUERIES.jsonl]

One server on loopback with the sample library and --count entries. Every desk is a kept-alive connection that asks the
feed every 1.5 s, as the page does, each at a moment of its own. Agents search at --rate a second in all, at random
moments (a request that finds no free connection opens one: nothing waits for the one before). An editor publishes a
revision every --every seconds, all the way from the notice on; for each desk is noted when the answer that holds its
feed row has come, counted from the beginning of the request to publish and from its answer. A desk sees a change 0.75 s
later in the middle and 1.5 s at the most only because it asks every 1.5 s: the first desk says what the server takes.

The peer is the same server and the same searches, before any desk is open. Requests that fail or are answered with anything but
2xx are lost, and counted. Desks and agents are two processes, so that neither waits for the other's Python. All desks
share one agent's token.

Only Python's standard library. ENTRIES.jsonl is in the entry exchange format, QUERIES.jsonl has `text`; without them both are
made from the sample library.
"""
import argparse
import asyncio
import collections
import concurrent.futures
import itertools
import json
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "bench"))

from connection import Connection  # noqa: E402
from door import Server, memory_mb, own_entries, own_queries, percentile, show  # noqa: E402
from editor import Editor, Refused  # noqa: E402

POLL = 1.5  # seconds; web/src/app/feed.ts
PEOPLE = ("editor", "market", "director")


class Lost(collections.Counter):
    async def ask(self, connection, path, what):
        """The body of a 2xx answer; None when the request is lost."""
        try:
            status, body = await connection.ask("GET", path)
        except OSError as error:
            self[f"{what}: {str(error)[:60]}"] += 1
            return None
        if 200 <= status < 300:
            return body
        self[f"{what}: answered with {status}"] += 1
        return None


async def agents(port, token, queries, rate, seconds, seed):
    """Milliseconds of every search at random moments, and what was lost."""
    free, times, lost, rng = [], [], Lost(), random.Random(seed)

    async def search(query):
        connection = free.pop() if free else Connection(port, token)
        begun = time.perf_counter()
        if await lost.ask(connection, "/api/v1/search?limit=20&q=" + urllib.parse.quote(query), "search") is not None:
            times.append((time.perf_counter() - begun) * 1000)
        free.append(connection)

    running, at, begun = set(), 0.0, time.perf_counter()
    for query in itertools.cycle(queries):
        at += rng.expovariate(rate)
        if at >= seconds:
            break
        await asyncio.sleep(max(0.0, begun + at - time.perf_counter()))
        task = asyncio.create_task(search(query))
        running.add(task)
        task.add_done_callback(running.discard)
    await asyncio.gather(*running)
    for connection in free:
        connection.close()
    return times, dict(lost)


def agents_apart(*args):
    return asyncio.run(agents(*args))


class Desks:
    """`seen` has, for each entry, when each desk had its feed row before it."""

    def __init__(self, port, token, count, since):
        self.connections = [Connection(port, token) for _ in range(count)]
        self.since = since
        self.lost, self.polls, self.late = Lost(), [], 0
        self.seen = collections.defaultdict(list)
        self.tasks, self.going = [], True

    async def open(self):
        for connection in self.connections:
            await connection.open()
        begun, count = time.perf_counter() + 0.1, len(self.connections)
        self.tasks = [asyncio.create_task(self.desk(connection, begun + POLL * n / count))
                      for n, connection in enumerate(self.connections)]

    async def desk(self, connection, at):
        since = self.since
        while self.going:
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            begun = time.perf_counter()
            body = await self.lost.ask(connection, f"/api/v1/feed?since={since}&limit=100", "feed")
            now = time.perf_counter()
            if body is not None:
                self.polls.append((now - begun) * 1000)
                since = body["next"]
                for row in body["items"]:
                    self.seen[row["entry"]].append(now)
            at += POLL
            while at < now:  # as the page does, which leaves out a turn while it is still asking
                at += POLL
                self.late += 1

    async def close(self):
        self.going = False  # wait_for of Python 3.11 can lose a cancellation that comes with the answer
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)
        for connection in self.connections:
            connection.close()


async def revise(editor, entries, every, seconds, failures):
    """Publishes the second revision of one entry after the other: [(entry, begun, answered)]."""
    published, begun = [], time.perf_counter()
    for n, entry in enumerate(entries):
        await asyncio.sleep(max(0.0, begun + every * n - time.perf_counter()))
        if time.perf_counter() - begun > seconds:
            break
        try:
            change = await editor.confirmed([editor.revised(n, entry, 1)])
            published.append((entry, *await editor.publish(change)))
        except (Refused, OSError) as error:
            failures[str(error)[:200]] += 1
    return published


async def measure(server, tokens, queries, options, pool):
    loop = asyncio.get_running_loop()

    def searches(seconds):
        return loop.run_in_executor(pool, agents_apart, server.port, tokens["agent"], queries, options.rate, seconds,
                                    options.seed)

    editor = Editor(server.port, {name: tokens[name] for name in PEOPLE})
    entries = await editor.entries_to_revise(int(options.seconds / options.every))
    await searches(min(10, options.seconds))  # to warm up
    alone, lost_alone = await searches(options.seconds)
    print(f"resident {memory_mb(server.process.pid):.0f} MB")
    desks = Desks(server.port, tokens["agent"], options.desks, await editor.head_of_feed())
    await desks.open()
    await asyncio.sleep(2 * POLL)
    desks.polls.clear()
    failures, begun, load = collections.Counter(), time.perf_counter(), server_seconds(server.process.pid)
    (beside, lost_beside), published = await asyncio.gather(
        searches(options.seconds), revise(editor, entries, options.every, options.seconds, failures))
    seconds = time.perf_counter() - begun
    load, polls = server_seconds(server.process.pid) - load, list(desks.polls)
    await asyncio.sleep(2 * POLL)  # what was published last
    print(f"resident {memory_mb(server.process.pid):.0f} MB with {options.desks} desks open\n")
    await desks.close()

    show("search, no desk open", alone)
    show(f"search, {options.desks} desks open and an editor publishing", beside)
    show("feed, as a desk asks it", polls)
    print(f"  {len(polls) / seconds:.0f} polls and {len(beside) / seconds:.1f} searches a second, {desks.late} polls left out; "
          f"the server takes {load / seconds:.0%} of one core")
    ratios = (f"{name} {percentile(beside, p) / percentile(alone, p):.2f}" for name, p in (("p50", .5), ("p95", .95), ("p99", .99)))
    print(f"  ratio of search with desks to without: {', '.join(ratios)}")
    report_changes(published, desks, options)
    lost = collections.Counter()
    for one in (lost_alone, lost_beside, desks.lost, failures):
        lost.update(one)
    print(f"\nrequests lost: {sum(lost.values())}")
    for what, count in lost.most_common(10):
        print(f"  {count} × {what}")


def report_changes(published, desks, options):
    from_begin, from_answer, firsts, request, missed = [], [], [], [], 0
    for entry, begun, answered in published:
        seen = [at for at in desks.seen[entry] if at >= begun]
        missed += max(0, options.desks - len(seen))
        from_begin += [(at - begun) * 1000 for at in seen]
        from_answer += [(at - answered) * 1000 for at in seen]
        request.append((answered - begun) * 1000)
        if seen:
            firsts.append((min(seen) - begun) * 1000)
    print(f"\n{len(published)} revisions published, {len(from_begin)} times seen by a desk, {missed} times not")
    if not from_begin:
        return
    show("the request to publish", request)
    show("change to desk, from the request's beginning", from_begin)
    show("change to desk, from the answer", from_answer)
    show("change to the first desk, from the beginning", firsts)


def server_seconds(pid):
    """Processor time used so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def prepare(options, folder):
    """The sample library with the entries in it, and a token for each person."""
    data, lines = str(Path(folder) / "data"), Path(folder) / "entries.jsonl"
    if options.entries:
        with open(options.entries, encoding="utf-8") as file:
            lines.write_text("".join(itertools.islice(file, options.count)), encoding="utf-8")
    else:
        made = (json.dumps(entry, ensure_ascii=False) + "\n" for entry in own_entries(options.count, 1))
        lines.write_text("".join(made), encoding="utf-8")

    def run(*words):
        environment = {**os.environ, "KOUJING_SAMPLE_PASSWORD": f"bench-{random.SystemRandom().getrandbits(64):x}"}
        done = subprocess.run([options.bin, *words, "--data", data], capture_output=True, text=True, env=environment)
        if done.returncode:
            sys.exit(f"koujing {' '.join(words[:2])} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
        return done.stdout

    run("init", "--sample")
    print(f"import: {run('import', '--as', 'entries', str(lines)).splitlines()[0]}", flush=True)
    tokens = {name: run("token", "add", "--user", name, "--quiet").strip() for name in PEOPLE}
    return data, {**tokens, "agent": run("token", "add", "--role", "agent", "--quiet").strip()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=str(ROOT / "build/release/koujing"))
    parser.add_argument("--entries", help="JSONL; the first --count lines are taken")
    parser.add_argument("--queries", help="JSONL with text")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--desks", type=int, default=500)
    parser.add_argument("--seconds", type=float, default=60, help="without desks, and again with them")
    parser.add_argument("--rate", type=float, default=20, help="searches a second")
    parser.add_argument("--every", type=float, default=2, help="seconds between revisions")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended and the folder removed
    for path in filter(None, (options.bin, options.entries, options.queries)):
        if not Path(path).is_file():
            parser.error(f"no such file: {path}")
    if not options.every <= options.seconds or options.desks < 1 or options.rate <= 0 or options.every <= 0:
        parser.error("--desks, --rate and --every have to be above 0, and --every not above --seconds")
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    files = options.desks + 100
    if hard != resource.RLIM_INFINITY and hard < files:
        parser.error(f"{options.desks} desks need {files} open files, and the hard limit is {hard} (ulimit -Hn)")
    if soft != resource.RLIM_INFINITY and soft < files:
        resource.setrlimit(resource.RLIMIT_NOFILE, (files, hard))
    if options.queries:
        queries = [json.loads(line)["text"] for line in Path(options.queries).read_text(encoding="utf-8").splitlines() if line]
        random.Random(options.seed).shuffle(queries)
    else:
        queries = own_queries(2_000, 2)

    print(f"load {os.getloadavg()[0]:.1f} at the start, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(prefix="koujing-bench-") as folder, concurrent.futures.ProcessPoolExecutor(1) as pool:
        data, tokens = prepare(options, folder)
        server = Server(options.bin, data)
        try:
            asyncio.run(measure(server, tokens, queries, options, pool))
        except Refused as error:
            sys.exit(str(error))
        finally:
            server.stop()
    print(f"load {os.getloadavg()[0]:.1f} at the end")


if __name__ == "__main__":
    main()

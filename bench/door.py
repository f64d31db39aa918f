#!/usr/bin/env python3
"""Start, memory and search latency of the server at 10,000 entries, beside SQLite FTS5 on the same texts.

Only Python's standard library. Everything happens on loopback; the server is ended by its own process id.
"""
import argparse
import http.client
import json
import os
import random
import re
import socket
import sqlite3
import subprocess
import tempfile
import threading
import time
import unicodedata
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def percentile(values, p):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(p * len(ordered)))]


def show(name, values):
    print(f"  {name:<44} p50 {percentile(values, .5):7.2f}  p95 {percentile(values, .95):7.2f}  "
          f"p99 {percentile(values, .99):7.2f}  max {max(values):7.2f} ms  ({len(values)})")


def own_entries(count, seed):
    """Entries put together from sentences of the sample library: same language, no third-party text."""
    sample = json.loads((ROOT / "content/sample/library.json").read_text(encoding="utf-8"))
    items = [i for n in sample["notices"] for c in n.get("changes", []) for i in c["items"] if i.get("title")]
    sentences = [s for i in items for s in re.split(r"[\n。]", i.get("script", "")) if len(s) > 4]
    questions = [q for i in items for q in i.get("questions", [])] + [i["title"] for i in items]
    rng = random.Random(seed)
    for n in range(count):
        yield {"id": f"b{n}", "title": rng.choice(questions) + str(n), "questions": rng.sample(questions, 3),
               "script": "。".join(rng.sample(sentences, 5)), "library": rng.choice(sample["libraries"]),
               "catalogue": rng.choice(items)["catalogue"]}


def own_queries(count, seed):
    sample = json.loads((ROOT / "content/sample/library.json").read_text(encoding="utf-8"))
    questions = [q for n in sample["notices"] for c in n.get("changes", []) for i in c["items"] for q in i.get("questions", [])]
    rng = random.Random(seed)
    return [rng.choice(questions) for _ in range(count)]


def grams(text):
    text = unicodedata.normalize("NFKC", text).lower()
    out = []
    for run in re.findall(r"[\u3400-\u9fff]+|[a-z0-9]+", text):
        if "\u3400" <= run[0] <= "\u9fff":
            out += list(run) + [run[i:i + 2] for i in range(len(run) - 1)]
        else:
            out.append(run)
    return out


def peer(entries, queries):
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE e USING fts5(t, content='', tokenize=\"unicode61 categories 'L* N* Co'\")")
    for row, entry in enumerate(entries):
        text = " ".join([entry["title"], *entry.get("questions", entry.get("aliases", [])), entry.get("script", ""), entry.get("body", "")])
        db.execute("INSERT INTO e(rowid, t) VALUES (?, ?)", (row + 1, " ".join(grams(text))))
    times = []
    for query in queries:
        terms = " OR ".join('"' + g + '"' for g in dict.fromkeys(grams(query)))
        begun = time.perf_counter()
        if terms:
            db.execute("SELECT rowid FROM e WHERE e MATCH ? ORDER BY rank LIMIT 10", (terms,)).fetchall()
        times.append((time.perf_counter() - begun) * 1000)
    return times


def memory_mb(pid):
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return 0.0


class Server:
    def __init__(self, program, data):
        begun = time.perf_counter()
        self.process = subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = self.process.stdout.readline().strip().rpartition(":")[2]
        if not address.isdigit():
            self.stop()
            raise SystemExit(f"{program} serve ended at its start; koujing doctor --data {data} says more")
        self.port = int(address)
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                break
            time.sleep(0.005)
        self.start_seconds = time.perf_counter() - begun

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)


def search(port, token, queries, clients=1):
    """Latencies in ms of all queries, shared out to `clients` kept-alive connections."""
    times, lock = [], threading.Lock()

    def ask(part):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        mine = []
        for query in part:
            target = "/api/v1/search?limit=10&q=" + urllib.parse.quote(query)
            begun = time.perf_counter()
            connection.request("GET", target, headers={"Authorization": "Bearer " + token})
            response = connection.getresponse()
            body = response.read()
            mine.append((time.perf_counter() - begun) * 1000)
            assert response.status == 200, body[:300]
        with lock:
            times.extend(mine)

    threads = [threading.Thread(target=ask, args=(queries[i::clients],)) for i in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


class Crowd:
    """Idle kept-alive connections, and slow senders that give one byte a second."""

    def __init__(self, port, idle, slow):
        self.going = True
        self.idle = []
        for _ in range(idle):
            s = socket.create_connection(("127.0.0.1", port))
            s.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            s.recv(4096)
            self.idle.append(s)
        self.slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(slow)]
        self.thread = threading.Thread(target=self.drip)
        self.thread.start()

    def drip(self):
        text = b"GET /api/v1/search?q=" + b"a" * 4000
        for n in range(len(text)):
            for s in self.slow:
                try:
                    s.send(text[n:n + 1])
                except OSError:
                    pass
            for _ in range(10):
                if not self.going:
                    return
                time.sleep(0.1)

    def end(self):
        self.going = False
        self.thread.join()
        for s in self.idle + self.slow:
            s.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", default=str(ROOT / "build/release/koujing"))
    parser.add_argument("--entries", help="JSONL; the first --count lines are taken")
    parser.add_argument("--queries", help="JSONL with text")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--searches", type=int, default=2_000)
    options = parser.parse_args()
    if options.entries:
        with open(options.entries, encoding="utf-8") as file:
            entries = [json.loads(line) for _, line in zip(range(options.count), file)]
    else:
        entries = list(own_entries(options.count, 1))
    if options.queries:
        with open(options.queries, encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in file]
        queries = [texts[i % len(texts)] for i in range(options.searches)]
    else:
        queries = own_queries(options.searches, 2)

    with tempfile.TemporaryDirectory(prefix="koujing-bench-") as folder:
        data = os.path.join(folder, "data")
        lines = os.path.join(folder, "entries.jsonl")
        with open(lines, "w", encoding="utf-8") as file:
            for entry in entries:
                file.write(json.dumps(entry, ensure_ascii=False) + "\n")
        run = lambda *args: subprocess.run([options.bin, *args, "--data", data], check=True, capture_output=True, text=True).stdout
        run("init")
        begun = time.perf_counter()
        report = run("import", "--as", "entries", lines)
        print(f"import of {len(entries)} entries: {time.perf_counter() - begun:.1f} s  {report.splitlines()[0]}")
        token = run("token", "add", "--role", "agent", "--quiet").strip()
        server = Server(options.bin, data)
        try:
            print(f"start to ready: {server.start_seconds:.2f} s")
            search(server.port, token, queries[:200])
            print(f"resident after 200 searches: {memory_mb(server.process.pid):.0f} MB")
            alone = search(server.port, token, queries)
            show("search over HTTP, 1 client", alone)
            show("search over HTTP, 4 clients", search(server.port, token, queries, 4))
            before = memory_mb(server.process.pid)
            crowd = Crowd(server.port, 1000, 200)
            held = search(server.port, token, queries)
            after = memory_mb(server.process.pid)
            crowd.end()
            show("the same, 1000 idle and 200 slow held open", held)
            print(f"  memory {before:.0f} -> {after:.0f} MB")
        finally:
            server.stop()
    fts = peer(entries, queries)
    show("SQLite FTS5 characters + pairs OR, in process", fts)
    print(f"ratio of p50 to the peer: {percentile(alone, .5) / percentile(fts, .5):.2f}; of p99: {percentile(alone, .99) / percentile(fts, .99):.2f}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Asks a running server a file of questions, one after the other over one connection, and prints the latencies.

usage: latency.py URL TOKEN QUERIES.jsonl [--filters] [--suggest] [--most N] [--clients N]

Each question is asked once to warm up and once for the figures: 10 results, facets, highlights. --filters adds a library
and a region in turn; --suggest asks /suggest for every prefix of every question instead. --clients leaves the asking to
Debian's wrk with so many connections for 20 seconds, which takes far less of the machine than a client in Python: how many
are answered a second.
"""
import argparse
import http.client
import json
import subprocess
import tempfile
import time
import urllib.parse


def percentile(times, p):
    return times[min(len(times) - 1, int(p * len(times)))]


def with_wrk(options, requests):
    """Lua long strings hold the addresses as they are: percent signs, no brackets."""
    script = "local paths = {%s}\nlocal at = 0\n" % ",".join(f"[[{path}]]" for path in requests)
    script += "request = function() at = at % #paths + 1 return wrk.format('GET', paths[at]) end\n"
    script += f"wrk.headers['Authorization'] = [[Bearer {options.token}]]\n"
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as file:
        file.write(script)
        file.flush()
        wrk = ["wrk", "-t1", f"-c{options.clients}", "--latency", "-s", file.name]
        subprocess.run([*wrk, "-d5", options.url], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([*wrk, "-d20", options.url], check=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("url")
    parser.add_argument("token")
    parser.add_argument("queries")
    parser.add_argument("--filters", action="store_true")
    parser.add_argument("--suggest", action="store_true")
    parser.add_argument("--most", type=int, default=1000)
    parser.add_argument("--clients", type=int)
    options = parser.parse_args()
    place = urllib.parse.urlparse(options.url)
    connection = http.client.HTTPConnection(place.hostname, place.port)
    headers = {"Authorization": "Bearer " + options.token}
    texts = [json.loads(line)["text"] for line in open(options.queries, encoding="utf-8")][: options.most]
    if options.suggest:
        texts = [text[:n] for text in texts for n in range(1, min(len(text), 8) + 1)]
    requests = []
    for i, text in enumerate(texts):
        query = [("q", text), ("limit", "10")]
        if options.filters:
            query += [("library", ["业务知识库", "百科知识库", "信息库", "生活专栏"][i % 4]), ("region", ["江北", "江南", "城东"][i % 3])]
        requests.append(("/api/v1/suggest?" if options.suggest else "/api/v1/search?") + urllib.parse.urlencode(query))
    if options.clients:
        return with_wrk(options, requests)
    for measured in (False, True):
        times, slow = [], []
        for path, text in zip(requests, texts):
            begun = time.perf_counter()
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            times.append((time.perf_counter() - begun) * 1000)
            slow.append((times[-1], text))
            if answer.status != 200:
                raise SystemExit(f"{answer.status} for {text}: {body[:200]}")
    times.sort()
    print(f"{len(times)} requests: p50 {percentile(times, .5):.2f}  p95 {percentile(times, .95):.2f}  p99 {percentile(times, .99):.2f} ms")
    for took, text in sorted(slow, reverse=True)[:5]:
        print(f"  {took:.1f} ms  {text[:60]}")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""Which entries of the sample library its own notices touch, as `koujing touched` sees it at the time of each.

    bench/checks/touched.py KOUJING WORK_DIRECTORY [--others FILE] [--show]

The library is taken as it was when the notice came in. What the notice then had revised or retired must be found;
what else is found, of the notice's own department, is what an editor had to look at besides. --others imports a file
of entries first (10,000 of another field): then the library of today is asked, and what is found among them counts.
"""
import argparse
import datetime
import json
import pathlib
import subprocess
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
ZONE = datetime.timezone(datetime.timedelta(hours=8))


def moment(text):
    days, clock = text.split()
    hour, minute = map(int, clock.split(":"))
    today = datetime.datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return (today + datetime.timedelta(days=int(days[:-1]), hours=hour, minutes=minute)).isoformat()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("koujing")
    parser.add_argument("work", type=pathlib.Path)
    parser.add_argument("--others", type=pathlib.Path)
    parser.add_argument("--show", action="store_true")
    args = parser.parse_args()
    library = json.loads((ROOT / "content/sample/library.json").read_text(encoding="utf-8"))
    data = args.work / ("with-others" if args.others else "sample")
    if not data.exists():
        args.work.mkdir(parents=True, exist_ok=True)
        subprocess.run([args.koujing, "init", "--sample", "--data", data], check=True, stdout=subprocess.DEVNULL)
        if args.others:
            subprocess.run([args.koujing, "import", "--data", data, args.others], check=True, stdout=subprocess.DEVNULL)

    titles, department = {}, {}
    for notice in library["notices"]:
        for change in notice.get("changes", []):
            for item in change["items"]:
                if item["action"] == "new":
                    titles[item["key"]] = item["title"]
                    department[item["title"]] = notice["form"]["department"]
    wanted = found = besides = foreign = 0
    took = []
    for notice in library["notices"]:
        paper = args.work / f"{notice['key']}.md"
        paper.write_text(f"# {notice['form']['subject']}\n\n{notice['form']['text']}", encoding="utf-8")
        items = [item for change in notice.get("changes", []) for item in change["items"]]
        truth = {titles[item["entry_key"]] for item in items if item["action"] != "new"}
        command = [args.koujing, "touched", "--data", data, "--top", "40", "--json", paper]
        if not args.others:
            command += ["--as-of", moment(notice["received_at"])]
        begun = time.monotonic()
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        took.append(time.monotonic() - begun)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        mine = [row["title"] for row in rows if department.get(row["title"]) == notice["form"]["department"]]
        wanted += len(truth)
        found += len(truth & set(mine))
        besides += len(set(mine) - truth)
        foreign += sum(row["title"] not in department for row in rows)
        if args.show:
            print(notice["form"]["subject"])
            for row in rows:
                mark = "*" if row["title"] in truth else " "
                print(f"  {mark} {row['likeness']:.2f} {row['title']} | {row['passage'][:50]}")
            for title in sorted(truth - set(mine)):
                print(f"  missed {title}")
    print(f"{len(library['notices'])} notices: {found} of {wanted} found, {besides} others of the same department")
    if args.others:
        print(f"{foreign} among the other entries")
    print(f"a notice takes {sum(took) / len(took) * 1000:.0f} ms on average, {max(took) * 1000:.0f} ms at most, program start included")


if __name__ == "__main__":
    main()

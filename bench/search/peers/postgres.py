"""PostgreSQL, a server of its own on a Unix socket: pairs as a tsvector with a GIN index, OR, ts_rank.

The times are those that psql's \\timing prints. As root the server runs as the user `postgres` or `nobody`.
"""
import glob
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

from .asked import ask_all
from .texts import grams

# A server of 1 GB for one client; compiling a query of a hundred terms costs more than it saves.
SETTINGS = ["listen_addresses=", "shared_buffers=1GB", "work_mem=256MB", "maintenance_work_mem=1GB", "jit=off",
            "fsync=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=8GB",
            "autovacuum=off"]


class Postgres:
    server = client = sockets = None

    def __init__(self):
        folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[-2]))
        self.programs = Path(folders[-1]) if folders else None
        self.account = {}
        if os.geteuid() == 0:  # it refuses to run as root
            names = {user.pw_name: user for user in pwd.getpwall()}
            user = names.get("postgres") or names["nobody"]
            self.account = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}

    @property
    def title(self):
        version = subprocess.run([self.programs / "postgres", "--version"], capture_output=True, text=True).stdout
        return f"PostgreSQL {version.split()[2]}, pairs, OR, ts_rank"

    def missing(self):
        there = self.programs and (self.programs / "initdb").exists() and (self.programs / "psql").exists()
        return None if there else "install postgresql-15"

    def start(self, data):
        self.sockets = tempfile.mkdtemp(prefix="kjpg-")  # short: a socket's path has 107 bytes at most
        for folder in (data, self.sockets):
            os.chmod(folder, 0o700)
            if self.account:
                os.chown(folder, self.account["user"], self.account["group"])
        done = subprocess.run([self.programs / "initdb", "-D", data, "-U", "bench", "-A", "trust", "-E", "UTF8",
                               "--locale=C.UTF-8", "--no-sync"],
                              capture_output=True, text=True, cwd="/", **self.account)
        if done.returncode:
            raise RuntimeError(f"initdb: {done.stderr.strip()[-300:]}")
        command = [self.programs / "postgres", "-D", data, "-k", self.sockets]
        for setting in SETTINGS:
            command += ["-c", setting]
        # A group of its own, so that Ctrl-C reaches this program alone, which then ends the server.
        self.server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/",
                                       start_new_session=True, **self.account)
        deadline = time.monotonic() + 30
        while subprocess.run([self.programs / "pg_isready", "-q", "-h", self.sockets], **self.account).returncode:
            if time.monotonic() > deadline or self.server.poll() is not None:
                raise RuntimeError("the server did not start")
            time.sleep(.1)
        self.client = subprocess.Popen([self.programs / "psql", "-XqAt", "-h", self.sockets, "-U", "bench", "postgres"],
                                       stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd="/",
                                       text=True, encoding="utf-8", start_new_session=True, **self.account)
        self.tell("\\timing on")

    def tell(self, command):
        """Lines that a command prints; the last says what time it took."""
        self.client.stdin.write(command + "\n\\echo END\n")
        self.client.stdin.flush()
        lines = []
        while (line := self.client.stdout.readline()) != "END\n":
            if not line or "ERROR:" in line or "FATAL:" in line:
                raise RuntimeError(f"PostgreSQL: {line.strip() or 'psql ended'} at {command[:100]}")
            lines.append(line.rstrip("\n"))
        return lines

    def build(self, texts, folder):
        rows = texts.grams(characters=False)
        data = folder / "data"
        data.mkdir()
        folder.chmod(0o755)
        self.start(data)
        begun = time.monotonic()
        self.tell("CREATE UNLOGGED TABLE brought (id integer, title text, script text);")
        with open(rows, encoding="utf-8") as file:
            self.client.stdin.write("COPY brought FROM STDIN;\n")
            while block := file.read(1 << 20):
                self.client.stdin.write(block)
        self.tell("\\.")
        self.tell("CREATE TABLE e AS SELECT id, setweight(to_tsvector('simple', title), 'A') || "
                  "setweight(to_tsvector('simple', script), 'D') AS grams FROM brought;")
        self.tell("DROP TABLE brought;")
        self.tell("CREATE INDEX ON e USING gin (grams);")
        self.tell("VACUUM ANALYZE e;")
        return time.monotonic() - begun

    def megabytes(self):
        return int(self.tell("SELECT pg_total_relation_size('e');")[0]) / 1e6

    def ask(self, questions, budget):
        self.tell(f"SET statement_timeout = {int(budget * 1000)};")

        def ask(question):
            terms = " | ".join(dict.fromkeys(grams(question, characters=False)))
            if not terms:
                return 0.0, 0
            lines = self.tell(f"SELECT id, ts_rank(grams, asked) AS score FROM e, CAST('{terms}' AS tsquery) AS asked "
                              "WHERE grams @@ asked ORDER BY score DESC LIMIT 10;")
            return float(lines[-1].split()[1]), len(lines) - 1

        return ask_all(questions, budget, ask)

    def stop(self):
        for process, how in ((self.client, signal.SIGTERM), (self.server, signal.SIGINT)):  # SIGINT: quick shutdown
            if not process:
                continue
            process.send_signal(how)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGQUIT if process is self.server else signal.SIGKILL)
                process.wait()
        if self.client:
            self.client.stdout.close()
        if self.sockets:
            shutil.rmtree(self.sockets, ignore_errors=True)
        self.server = self.client = self.sockets = None

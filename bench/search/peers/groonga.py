"""Groonga, one process that reads commands from stdin: pairs (TokenBigram), OR, tf-idf, texts kept in its columns.

The times are those in the heads of its replies: its own, without the pipe. Its cache of answers is off.
"""
import json
import shutil
import subprocess
import time

from .asked import ask_all
from .texts import grams

TABLES = """\
table_create Entries TABLE_HASH_KEY ShortText
column_create Entries title COLUMN_SCALAR Text
column_create Entries script COLUMN_SCALAR Text
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerNFKC100
"""
# Made after loading, as its manual advises: the index is then written in one go.
INDEX = "column_create Terms entries COLUMN_INDEX|WITH_POSITION|WITH_SECTION Entries title,script\n"


class Groonga:
    process = None

    @property
    def title(self):
        version = subprocess.run(["groonga", "--version"], capture_output=True, text=True).stdout.split()[1]
        return f"Groonga {version}, pairs, OR, tf-idf"

    def missing(self):
        return None if shutil.which("groonga") else "install groonga-bin"

    def build(self, texts, folder):
        commands = texts.commands()
        begun = time.monotonic()
        self.process = subprocess.Popen(["groonga", "-n", folder / "db"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for command in TABLES.splitlines():
            self.reply(command)
        with open(commands, "rb") as file:
            shutil.copyfileobj(file, self.process.stdin, 1 << 20)
        loaded = self.reply("")
        if loaded[1] != texts.count:
            raise RuntimeError(f"Groonga loaded {loaded[1]} of {texts.count} entries")
        self.reply(INDEX.strip())
        return time.monotonic() - begun

    def reply(self, command):
        if command:
            self.process.stdin.write(command.encode() + b"\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"Groonga ended at: {command[:100]}")
        answer = json.loads(line)
        if answer[0][0] != 0:
            raise RuntimeError(f"Groonga refused {command[:100]}: {answer[0]}")
        return answer

    def ask(self, questions, budget):
        def ask(question):
            terms = " OR ".join(dict.fromkeys(grams(question, characters=False)))
            if not terms:
                return 0.0, 0
            head, body = self.reply('select Entries --match_columns "scorer_tf_idf(title) || scorer_tf_idf(script)" '
                                    f'--query "{terms}" --sort_keys -_score --output_columns _key,_score '
                                    "--limit 10 --cache no")
            return head[2] * 1000, len(body[0]) - 2

        return ask_all(questions, budget, ask)

    def stop(self):
        if not self.process:
            return
        self.process.stdin.close()
        try:
            self.process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process.stdout.close()
        self.process = None

"""Whether the originals are there, small, and say what their notices say. Used by check_sample.py.

Reads the files in its own way, not with the code that wrote them. The texts of the pdf files are looked at
when pdftotext is installed.
"""
import collections
import html
import html.parser
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile

import make_originals  # the cut between text and attachment, the signature and its date

HERE = os.path.dirname(os.path.abspath(__file__))


class HtmlText(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.text, self.skip = [], False

    def handle_starttag(self, tag, attributes):
        self.skip = tag in ("style", "title")

    def handle_endtag(self, tag):
        self.skip = False

    def handle_data(self, data):
        if not self.skip:
            self.text.append(data)


def read_original(path):
    """The text, or None when it cannot be read here."""
    if path.endswith(".docx"):
        with zipfile.ZipFile(path) as archive:
            xml = archive.read("word/document.xml").decode()
        return html.unescape(re.sub(r"<[^>]*>", "", xml))
    if path.endswith(".html"):
        with open(path, encoding="utf-8") as file:
            parser = HtmlText()
            parser.feed(file.read())
        return "".join(parser.text)
    if not shutil.which("pdftotext"):
        return None
    text = subprocess.run(["pdftotext", "-enc", "UTF-8", path, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"(?m)^\s*(\d+\.|•)(?=\s)", "", text)


def letters(text):
    return [c for c in unicodedata.normalize("NFKC", text) if c.isalnum() or c in ".—〔〕:"]


def check_originals(library, fault):
    """How many there are of each kind; calls fault(where, what) for whatever is wrong."""
    kinds, named = collections.Counter(), set()
    departments = {d["code"]: d["name"] for d in library["departments"]}
    for notice in library["notices"]:
        text = notice["form"]["text"]
        if len(notice["originals"]) not in (1, 2) or (len(notice["originals"]) == 2) != ("\n## 附件" in text):
            fault(notice["key"], "has two originals exactly when its text has an attachment")
            continue
        for document in make_originals.documents_of(notice, departments):
            path = os.path.join(HERE, document["path"])
            named.add(os.path.basename(path))
            kinds[path.rsplit(".", 1)[-1]] += 1
            if not os.path.exists(path):
                fault(notice["key"], f"{document['path']} is not there")
                continue
            if os.path.getsize(path) > 60 * 1024:
                fault(notice["key"], f"{document['path']} is larger than 60 KB")
            expected = [document["title"], document["number"]]
            for kind, value in document["blocks"]:
                expected.append(value if isinstance(value, str) else str().join(map(str().join, value)))
            expected = letters(re.sub(r"\*\*", "", "".join(expected + document["signature"])))
            found = read_original(path)
            if found is None:
                continue
            same = letters(found) == expected
            if path.endswith(".pdf"):  # cells of a table come out of a page in another order
                same = collections.Counter(letters(found)) == collections.Counter(expected)
            if not same:
                fault(notice["key"], f"{document['path']} does not say what the notice says; run make_originals.py")
    for name in sorted(set(os.listdir(os.path.join(HERE, "originals"))) - named):
        fault("originals", f"{name} belongs to no notice")
    for kind in ("docx", "pdf", "html"):
        if kinds[kind] < 3:
            fault("originals", f"there are only {kinds[kind]} {kind} files")
    return kinds

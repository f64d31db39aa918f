#!/usr/bin/env python3
"""Writes the originals (原件) of the sample notices from the notices in library.json.

    make_originals.py        writes the docx and html files; the same bytes every time
    make_originals.py --pdf  writes the pdf files too; needs Debian's weasyprint, python3-fonttools and
                             fonts-noto-cjk, and Debian's own python3 to run it

The pdf files hold random font names and the time of making, so their bytes differ from run to run: they are
made when a notice changes, and committed. The rest needs only Python's standard library.

A notice's text is Markdown of a small kind: paragraphs, '## ' headings, numbered and dashed lists, pipe
tables, **bold**. A heading '## 附件：…' begins the attachment: where a notice has two originals, the first
holds the text before that heading and the second the attachment; a single original holds everything.
"""
import argparse
import datetime
import html
import json
import os
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))
COMPANY = "望澜市公用服务有限公司"
# The day from which the dates in the originals are counted: the relative times of library.json are counted
# from the day of loading, but a file that was received has one date for ever.
REFERENCE_DAY = datetime.date(2026, 11, 23)
ATTACHMENT = "## 附件"


def chinese_date(relative):
    days = int(re.match(r"([+-]\d+)d ", relative)[1])
    day = REFERENCE_DAY + datetime.timedelta(days=days)
    return f"{day.year}年{day.month}月{day.day}日"


def blocks_of(markdown):
    """[('h', text) | ('p', text) | ('ol'|'ul', [text]) | ('table', [[cell]])] in order."""
    blocks = []
    for piece in re.split(r"\n\s*\n", markdown.strip()):
        lines = [line.strip() for line in piece.split("\n")]
        if lines[0].startswith("## "):
            blocks.append(("h", lines[0][3:]))
            lines = lines[1:]
        if not lines:
            continue
        if lines[0].startswith("|"):
            rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            blocks.append(("table", [rows[0]] + rows[2:]))
        elif re.match(r"\d+\. ", lines[0]):
            blocks.append(("ol", [re.sub(r"^\d+\. ", "", line) for line in lines]))
        elif lines[0].startswith("- "):
            blocks.append(("ul", [line[2:] for line in lines]))
        else:
            blocks.append(("p", "".join(lines)))
    return blocks


def runs_of(text):
    """[(text, is_bold)]"""
    return [(part, i % 2 == 1) for i, part in enumerate(text.split("**")) if part]


def documents_of(notice, departments):
    """One dict for each original of a notice: title, number, blocks, signature lines."""
    form = notice["form"]
    text = form["text"]
    parts = [text]
    if len(notice["originals"]) == 2:
        cut = text.index("\n" + ATTACHMENT) + 1
        parts = [text[:cut], text[cut:]]
    signature = [COMPANY, departments[form["department"]], chinese_date(notice["received_at"])]
    documents = []
    for i, (path, part) in enumerate(zip(notice["originals"], parts)):
        blocks = blocks_of(part)
        title = form["subject"]
        if i == 1:
            title = blocks.pop(0)[1]
        documents.append({"path": path, "title": title, "number": form["document_number"], "blocks": blocks,
                          "signature": signature})
    return documents


# ---------------------------------------------------------------- html

STYLE = """
@page { size: A4; margin: 24mm 22mm; }
body { font-family: "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; font-size: 11pt; line-height: 1.8;
       max-width: 42em; margin: 0 auto; }
h1 { font-size: 17pt; text-align: center; margin: 0; }
.number, .signature { margin: 0.5em 0 1.2em; }
.number { text-align: center; }
.signature { text-align: right; margin-top: 2em; }
h2 { font-size: 12pt; margin: 1.1em 0 0.3em; }
table { border-collapse: collapse; width: 100%; margin: 0.6em 0; }
th, td { border: 1px solid #444; padding: 0.2em 0.6em; text-align: left; }
th { background: #eee; }
"""


def inline_html(text):
    return "".join(f"<strong>{html.escape(t)}</strong>" if bold else html.escape(t) for t, bold in runs_of(text))


def html_of(document):
    out = ["<!DOCTYPE html>", '<html lang="zh-CN">', "<head>", '<meta charset="utf-8">',
           f"<title>{html.escape(document['title'])}</title>", f"<style>{STYLE}</style>", "</head>", "<body>",
           f"<h1>{html.escape(document['title'])}</h1>", f'<p class="number">{html.escape(document["number"])}</p>']
    for kind, value in document["blocks"]:
        if kind == "h":
            out.append(f"<h2>{inline_html(value)}</h2>")
        elif kind == "p":
            out.append(f"<p>{inline_html(value)}</p>")
        elif kind == "table":
            head = "".join(f"<th>{inline_html(c)}</th>" for c in value[0])
            body = "\n".join("<tr>" + "".join(f"<td>{inline_html(c)}</td>" for c in row) + "</tr>" for row in value[1:])
            out.append(f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>")
        else:
            items = "\n".join(f"<li>{inline_html(item)}</li>" for item in value)
            out.append(f"<{kind}>\n{items}\n</{kind}>")
    out.append('<p class="signature">' + "<br>\n".join(html.escape(s) for s in document["signature"]) + "</p>")
    return "\n".join(out + ["</body>", "</html>"]) + "\n"


# ---------------------------------------------------------------- docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN_XML = "http://schemas.openxmlformats.org/"
CONTENT_TYPES = XML + f'''<Types xmlns="{OPEN_XML}package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>
'''
RELATIONS = XML + f'''<Relationships xmlns="{OPEN_XML}package/2006/relationships">
<Relationship Id="rId1" Type="{OPEN_XML}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>
<Relationship Id="rId2" Type="{OPEN_XML}package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>
'''
DOCUMENT_RELATIONS = XML + f'''<Relationships xmlns="{OPEN_XML}package/2006/relationships">
<Relationship Id="rId1" Type="{OPEN_XML}officeDocument/2006/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="{OPEN_XML}officeDocument/2006/relationships/numbering" Target="numbering.xml"/>
</Relationships>
'''
FONT = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体"/>'
STYLES = XML + f'''<w:styles {W}>
<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:pPr><w:spacing w:line="400" w:lineRule="exact"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:spacing w:line="520" w:lineRule="exact"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4"/><w:left w:val="single" w:sz="4"/><w:bottom w:val="single" w:sz="4"/><w:right w:val="single" w:sz="4"/><w:insideH w:val="single" w:sz="4"/><w:insideV w:val="single" w:sz="4"/></w:tblBorders></w:tblPr></w:style>
</w:styles>
'''


def numbering_of(lists):
    """numbering.xml with one w:num a list, so that each list begins again at 1."""
    def level(number_format, text):
        return (f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/><w:lvlText w:val="{text}"/>'
                '<w:pPr><w:ind w:left="480" w:hanging="480"/></w:pPr></w:lvl>')
    out = [XML, f"<w:numbering {W}>\n"]
    out.append(f'<w:abstractNum w:abstractNumId="0">{level("decimal", "%1.")}</w:abstractNum>\n')
    out.append(f'<w:abstractNum w:abstractNumId="1">{level("bullet", "•")}</w:abstractNum>\n')
    for number, kind in enumerate(lists, 1):
        abstract = 0 if kind == "ol" else 1
        out.append(f'<w:num w:numId="{number}"><w:abstractNumId w:val="{abstract}"/><w:lvlOverride w:ilvl="0">'
                   '<w:startOverride w:val="1"/></w:lvlOverride></w:num>\n')
    return "".join(out + ["</w:numbering>\n"])


def paragraph(text, properties="", bold=False):
    runs = "".join("<w:r>" + ("<w:rPr><w:b/></w:rPr>" if bold or strong else "") +
                   f'<w:t xml:space="preserve">{html.escape(part, quote=False)}</w:t></w:r>'
                   for part, strong in runs_of(text))
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>\n"


def table(rows):
    width = 9000 // len(rows[0])
    out = ['<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid>',
           f'<w:gridCol w:w="{width}"/>' * len(rows[0]), "</w:tblGrid>\n"]
    for i, row in enumerate(rows):
        out.append("<w:tr>" + ("<w:trPr><w:tblHeader/></w:trPr>" if i == 0 else ""))
        for cell in row:
            out.append(f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{paragraph(cell, bold=i == 0)}</w:tc>')
        out.append("</w:tr>\n")
    return "".join(out) + "</w:tbl>\n" + paragraph("")


def docx_of(document, path):
    body, lists = [], []
    body.append(paragraph(document["title"], '<w:pStyle w:val="Title"/>'))
    body.append(paragraph(document["number"], '<w:jc w:val="center"/>'))
    for kind, value in document["blocks"]:
        if kind == "h":
            body.append(paragraph(value, '<w:pStyle w:val="Heading1"/>'))
        elif kind == "p":
            greeting = value.endswith("：") and not body[2:]
            body.append(paragraph(value, "" if greeting else '<w:ind w:firstLine="480"/>'))
        elif kind == "table":
            body.append(table(value))
        else:
            lists.append(kind)
            numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{len(lists)}"/></w:numPr>'
            body.extend(paragraph(item, numbered) for item in value)
    body.append(paragraph(""))
    body.extend(paragraph(line, '<w:jc w:val="right"/>') for line in document["signature"])
    page = ('<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
            'w:left="1440" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>')
    core = XML + (f'<cp:coreProperties xmlns:cp="{OPEN_XML}package/2006/metadata/core-properties" '
                  'xmlns:dc="http://purl.org/dc/elements/1.1/">'
                  f"<dc:title>{html.escape(document['title'])}</dc:title>"
                  f"<dc:creator>{html.escape(document['signature'][1])}</dc:creator></cp:coreProperties>\n")
    members = [("[Content_Types].xml", CONTENT_TYPES), ("_rels/.rels", RELATIONS),
               ("word/document.xml", XML + f"<w:document {W}><w:body>\n{''.join(body)}{page}</w:body></w:document>\n"),
               ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS), ("word/styles.xml", STYLES),
               ("word/numbering.xml", numbering_of(lists)), ("docProps/core.xml", core)]
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members:
            member = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))  # a fixed time: the same bytes every run
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            archive.writestr(member, text.encode())


# ---------------------------------------------------------------- pdf

FONT_FILE = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
FONT_NUMBER = 2  # Noto Sans CJK SC in that collection, as Debian packs it


def pdf_of(document, path):
    # The font is cut down to the characters of the page before it is embedded: a page stays under 60 KB,
    # where the printers of browsers and of WeasyPrint alone make 160 to 260 KB.
    page = html_of(document)
    with tempfile.TemporaryDirectory() as scratch:
        source, font = os.path.join(scratch, "page.html"), os.path.join(scratch, "page.otf")
        face = f"@font-face {{ font-family: Page; src: url(file://{font}); }}\n"
        with open(source, "w", encoding="utf-8") as file:
            file.write(page.replace("<style>", "<style>\n" + face).replace('"Noto Sans CJK SC", ', "Page, "))
        subprocess.run([sys.executable, "-m", "fontTools.subset", FONT_FILE, f"--font-number={FONT_NUMBER}",
                        f"--text={page}0123456789.•", "--layout-features=", "--no-hinting", "--desubroutinize",
                        f"--output-file={font}"], check=True)
        subprocess.run(["weasyprint", "--optimize-size", "all", source, path], check=True)


def main():
    arguments = argparse.ArgumentParser(description="writes the originals of the sample notices")
    arguments.add_argument("--pdf", action="store_true", help="make the pdf files too")
    with_pdf = arguments.parse_args().pdf
    with open(os.path.join(HERE, "library.json"), encoding="utf-8") as file:
        library = json.load(file)
    departments = {d["code"]: d["name"] for d in library["departments"]}
    os.makedirs(os.path.join(HERE, "originals"), exist_ok=True)
    for notice in library["notices"]:
        for document in documents_of(notice, departments):
            path = os.path.join(HERE, document["path"])
            if path.endswith(".docx"):
                docx_of(document, path)
            elif path.endswith(".html"):
                with open(path, "w", encoding="utf-8") as file:
                    file.write(html_of(document))
            elif with_pdf:
                pdf_of(document, path)


if __name__ == "__main__":
    main()

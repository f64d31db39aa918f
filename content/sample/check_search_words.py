"""Whether the golden queries and pins are well formed and name answers of the library. Used by check_sample.py."""

GOLDEN = {"text", "entry_key"}
PIN = {"queries", "contains", "entry_key", "position", "to", "note"}


def check_search_words(words, flow, shape, minutes, fault):
    shape("search words", words, {"by", "at", "golden", "pins"})
    flow.role("search words", words["by"], "editor")
    set_at = minutes("search words", words["at"])
    for number, golden in enumerate(words["golden"], 1):
        shape(f"golden query {number}", golden, GOLDEN, {"within"})
    for number, pin in enumerate(words["pins"], 1):
        shape(f"pin {number}", pin, PIN)
        if minutes(f"pin {number}", pin["to"], future=True) <= set_at:
            fault(f"pin {number}", "ends before it is set")
    texts = [golden["text"] for golden in words["golden"]]
    for text in sorted({text for text in texts if texts.count(text) > 1}):
        fault("golden queries", f"{text} stands there more than once")
    for row in words["golden"] + words["pins"]:
        if row["entry_key"] not in flow.entries:
            fault("search words", f"{row['entry_key']} is never published")
    for golden in words["golden"]:
        if golden["entry_key"] in flow.entries and flow.answer(golden["entry_key"], 0)[1] != "in force":
            fault("golden queries", f"the answer to {golden['text']} is not in force")

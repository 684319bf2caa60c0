"""What the measuring programs share: reading gold, running the tool, matching claims.

A reported claim matches a gold claim when their spans overlap and their values agree to 0.5 %
(both without a value also agree).  Matching is one to one: same kind first, then the largest
overlap.  Spans in reports are bytes, in gold files code points.
"""
import glob
import json
import os
import subprocess
import sys

JUDGED = ("supported", "close", "contradicted", "ambiguous")
VERDICTS = JUDGED + ("insufficient",)
TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
ARTICLES = os.path.join(TREE, "corpus", "articles")
BINARY = os.path.join(TREE, "claimcheck")


class Article:
    """One text with its gold, its metadata and (after run) what the tool reported."""

    def __init__(self, base):
        self.base = base
        self.name = os.path.basename(base)
        self.path = base + ".txt"
        with open(self.path, "rb") as f:
            self.data = f.read()
        self.gold = read_lines(base + ".gold.jsonl")
        self.meta = read_json(base + ".meta.json")
        self.date = str(self.meta.get("date") or "")[:10]
        self.pred, self.spans, self.of_pred, self.of_gold = [], [], {}, {}

    def run(self, binary, extra=()):
        self.pred = run_tool(binary, self.path, self.date, extra)["claims"]
        self.spans = char_spans(self.data, self.pred)
        self.of_pred, self.of_gold = match(self.pred, self.spans, self.gold)
        return self


def read_lines(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f if line.strip()]


def read_json(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def articles(folder, prefix="", end=".gold.jsonl"):
    """The articles of a folder whose names begin with a prefix, by name: those with gold, or
    with end=".txt" all of them."""
    files = sorted(glob.glob(os.path.join(folder, prefix + "*" + end)))
    return [Article(f[:-len(end)]) for f in files]


def run_tool(binary, path, date="", extra=()):
    """The JSON report of one article; ends the program when the tool fails."""
    cmd = [binary, "check", "--format", "json", *extra]
    if len(date) == 10:
        cmd += ["--date", date]
    r = subprocess.run(cmd + [path], capture_output=True, timeout=60, check=False)
    if r.returncode not in (0, 1):
        words = r.stderr.decode("utf-8", "replace")[-400:]
        sys.exit(f"{' '.join(cmd)} {path}: exit {r.returncode}: {words}")
    return json.loads(r.stdout)


def char_spans(data, claims):
    """Byte spans of claims as code point spans."""
    def place(n):
        return len(data[:n].decode("utf-8", "replace"))
    return [(place(c["span"]["start"]), place(c["span"]["end"])) for c in claims]


def number(v):
    try:
        return float(str(v).replace(",", ""))
    except ValueError:
        return None


def agree(a, b):
    """Do two values agree to 0.5 %, whatever their signs?  Dates agree by their first ten."""
    if a is None or b is None:
        return a is None and b is None
    x, y = number(a), number(b)
    if x is None or y is None:
        return str(a)[:10] == str(b)[:10]
    return abs(abs(x) - abs(y)) <= 0.005 * max(abs(x), abs(y), 1e-12)


def same_value(p, g):
    if agree(p.get("value"), g.get("value")):
        return True
    return g.get("value_hi") is not None and agree(p.get("value_hi"), g["value_hi"])


def match(pred, spans, gold):
    """-> ({reported index: gold index}, {gold index: reported index})"""
    pairs = []
    for i, p in enumerate(pred):
        for j, g in enumerate(gold):
            o = min(spans[i][1], g["end"]) - max(spans[i][0], g["start"])
            if o > 0 and same_value(p, g):
                pairs.append((p.get("kind") != g["kind"], -o, i, j))
    of_pred, of_gold = {}, {}
    for _, _, i, j in sorted(pairs):
        if i not in of_pred and j not in of_gold:
            of_pred[i], of_gold[j] = j, i
    return of_pred, of_gold


def in_domain(g):
    return g["kind"] != "other" and g.get("openrouter_checkable", True)


def gold_period(g):
    """(from, to) as gold has them, or None when gold has no ISO period."""
    s = g.get("period")
    if not s or not s[:4].isdigit():
        return None
    a, _, b = s.split(" ")[0].partition("/")
    return a, b or a


def period_right(p, g):
    """True, False, or None when gold says nothing that can be compared."""
    want = gold_period(g)
    if not want:
        return None
    got = p.get("period") or {}
    start, end = got.get("start"), got.get("end")
    return bool(start) and start.startswith(want[0]) and (end or start).startswith(want[1])


def accepted(g):
    """Every verdict that is right for a gold claim, without causes and reasons."""
    also = [a.partition(":")[0] for a in g.get("verdict_also", [])]
    return [g["verdict"]] + also if g.get("verdict") else []


def ratio(a, b):
    return a / b if b else 1.0


def compare_thresholds(got, want):
    """Print one line a threshold; -> (passed, failed).  `min` and `max` bound a figure."""
    passed = failed = 0
    for name, limit in want.items():
        value = got[name]
        ok = limit.get("min", value) <= value <= limit.get("max", value)
        bound = " ".join(f"{k} {v}" for k, v in limit.items())
        print(f"{'ok' if ok else 'not ok'}  {name} {value:.3f} ({bound})")
        passed, failed = passed + ok, failed + (not ok)
    return passed, failed

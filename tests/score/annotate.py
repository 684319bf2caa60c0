#!/usr/bin/env python3
"""Make the gold annotations of an article from a marked-up draft, and check gold files.

usage: annotate.py DRAFT... --out DIR      write NAME.txt, NAME.gold.jsonl, NAME.meta.json
       annotate.py --check DIR             verify every gold file in DIR

A draft NAME.draft is the article with each claim's words in ⟦ ⟧, after a head of `key: value`
lines (title, date, language) closed by `===`, and before a tail opened by `===` that holds one
line a claim in the order of the brackets:

    KIND VALUE[..VALUE_HI] [UNIT] [HEDGE]; key=text; key=text ...

Numbers take K M B T; `*x` after a value is kept as printed (dates, ranks).  Keys: subj, obj,
per, att, v (verdict, `verdict:cause` or `verdict:reason`, alternatives after `/`), int
(consistent|inconsistent), ic (the arithmetic inside the article), why (the computation from
the figures), chk (no: not checkable with these figures).  `^` repeats the value of the line before.
"""
import argparse
import decimal
import glob
import json
import os
import re
import sys

KINDS = {"level": "tokens", "share": "percent", "growth": "percent", "multiple": "x",
         "difference": "tokens", "rank": "rank", "count": "models", "price": "usd_per_mtok",
         "price_ratio": "x", "context_length": "tokens", "date": "date", "comparison": None,
         "other": None}
HEDGES = {"exact", "about", "nearly", "over", "at_least", "under", "at_most"}
VERDICTS = {"supported", "close", "contradicted", "ambiguous", "insufficient"}
REASONS = {"no_series", "period_not_covered", "partial_period", "period_unresolved",
           "entity_unresolved", "metric_unresolved", "out_of_scope", "data_straddles",
           "not_a_fact"}
CAUSES = {"scale_slip", "percent_points", "n_minus_one", "other_period", "other_entity",
          "other_metric", "week_definition", "truncated", "transposed", "stale_snapshot"}
INTERNAL = {"consistent", "inconsistent"}
LONG = {"subj": "subject", "obj": "object", "per": "period", "att": "attribution",
        "ic": "internal_check", "why": "why"}
SCALE = {"K": 3, "M": 6, "B": 9, "T": 12, "Q": 15}
ABBREVIATIONS = ("U.S", "Mr", "Ms", "Dr", "Inc", "No", "vs", "Feb", "Jan", "Aug", "approx",
                 "e.g", "i.e", "Co")


def number(text):
    """'4.12T' -> 4120000000000, '127.6' -> 127.6; anything else stays a string."""
    m = re.fullmatch(r"(-?\d+(?:\.\d+)?)([KMBTQ]?)", text)
    if not m:
        return text
    d = decimal.Decimal(m.group(1)).scaleb(SCALE.get(m.group(2), 0))
    return int(d) if d == d.to_integral_value() else float(d)


def sentence_at(text, start, end):
    """The sentence around [start, end): up to a line end or a full stop that ends something."""
    lo = text.rfind("\n", 0, start) + 1
    hi = text.find("\n", end)
    hi = len(text) if hi < 0 else hi
    for m in re.finditer(r"[.!?][\"”’)]*\s+(?=[\"“‘(\[*_`]*[A-Z0-9$])", text[lo:hi]):
        stop = lo + m.end()
        words = text[lo:lo + m.start()].rsplit(None, 1)
        if words and words[-1].lstrip("(*_“\"") in ABBREVIATIONS:
            continue
        if stop <= start:
            lo_new = stop
            return sentence_at_from(text, lo_new, start, end, hi)
        if lo + m.start() >= end - 1:
            return text[lo:lo + m.start() + len(m.group().rstrip())].strip()
    return text[lo:hi].strip()


def sentence_at_from(text, lo, start, end, hi):
    """Go on from a later sentence start inside the same line."""
    rest = text[lo:hi]
    return sentence_at("\n" + rest + "\n", start - lo + 1, end - lo + 1)


def parse_claim(line, before):
    """One tail line -> gold fields (without the place in the text)."""
    head, *pairs = [p.strip() for p in line.split(";")]
    words = head.split()
    kind = words[0]
    if kind not in KINDS:
        raise ValueError(f"unknown kind {kind!r}")
    lo, _, hi = (words[1] if len(words) > 1 else "-").partition("..")
    g = {"kind": kind, "value": None if lo == "-" else number(lo)}
    if hi:
        g["value_hi"] = number(hi)
    unit, hedge = KINDS[kind], "exact"
    for w in words[2:]:
        if w in HEDGES:
            hedge = w
        else:
            unit = None if w == "none" else w
    g.update(unit=unit, hedge=hedge, subject=None, object=None, period=None,
             attribution=None, openrouter_checkable=kind != "other", internal_check=None)
    for p in pairs:
        key, eq, val = p.partition("=")
        if not eq:
            raise ValueError(f"no '=' in {p!r}")
        set_field(g, key.strip(), val.strip(), before)
    if "verdict" not in g:
        g["verdict"] = "insufficient"
        g["reason"] = "out_of_scope"
    return g


def set_field(g, key, val, before):
    if key in LONG:
        g[LONG[key]] = before.get(LONG[key]) if val == "^" else val
    elif key == "v":
        first, *also = val.split("/")
        verdict, _, detail = first.partition(":")
        g["verdict"] = verdict
        if detail:
            g["reason" if verdict == "insufficient" else "cause"] = detail
        if also:
            g["verdict_also"] = also
    elif key == "int":
        g["internal"] = val
    elif key == "chk":
        g["openrouter_checkable"] = val != "no"
    elif key == "flags":
        g["flags"] = val.split(",")
    else:
        raise ValueError(f"unknown key {key!r}")


def split_draft(path):
    raw = open(path, encoding="utf-8").read()
    head, body, tail = re.split(r"(?m)^===\n", raw, maxsplit=2)
    meta = dict(line.split(": ", 1) for line in head.splitlines() if line)
    return meta, body, [t for t in tail.splitlines() if t.strip() and not t.startswith("#")]


def strip_marks(body):
    """-> (text, [(start, end)]) in code points of the text."""
    out, spans, opened = [], [], []
    pos = 0
    for ch in body:
        if ch == "⟦":
            opened.append(len(spans))
            spans.append([pos, None])
        elif ch == "⟧":
            spans[opened.pop()][1] = pos
        else:
            out.append(ch)
            pos += 1
    if opened:
        raise ValueError("a ⟦ is not closed")
    return "".join(out), spans


def convert(path, out):
    meta, body, tail = split_draft(path)
    text, spans = strip_marks(body)
    if len(spans) != len(tail):
        sys.exit(f"{path}: {len(spans)} brackets, {len(tail)} claim lines")
    rows, before = [], {}
    for (start, end), line in zip(spans, tail):
        try:
            g = parse_claim(line, before)
        except ValueError as e:
            sys.exit(f"{path}: {line!r}: {e}")
        before = g
        rows.append({"quote": text[start:end], "sentence": sentence_at(text, start, end),
                     **g, "start": start, "end": end})
    base = os.path.join(out, os.path.basename(path)[:-len(".draft")])
    with open(base + ".txt", "w", encoding="utf-8", newline="") as f:
        f.write(text)
    with open(base + ".gold.jsonl", "w", encoding="utf-8") as f:
        for r in rows:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
    with open(base + ".meta.json", "w", encoding="utf-8") as f:
        json.dump(meta, f, ensure_ascii=False, indent=1)
        f.write("\n")
    return len(rows)


def check_row(text, g):
    """Problems of one gold row, as words."""
    bad = []
    if text[g["start"]:g["end"]] != g["quote"]:
        bad.append("start/end do not give the quote")
    if g["sentence"] not in text:
        bad.append("sentence is no part of the text")
    if g["quote"] not in g["sentence"]:
        bad.append("quote is no part of the sentence")
    if g["kind"] not in KINDS:
        bad.append(f"kind {g['kind']!r}")
    if g["hedge"] not in HEDGES:
        bad.append(f"hedge {g['hedge']!r}")
    for v in [g["verdict"]] + [a.partition(":")[0] for a in g.get("verdict_also", [])]:
        if v not in VERDICTS:
            bad.append(f"verdict {v!r}")
    if g["verdict"] == "insufficient" and g.get("reason") not in REASONS:
        bad.append(f"reason {g.get('reason')!r}")
    if g.get("cause") and g["cause"] not in CAUSES:
        bad.append(f"cause {g['cause']!r}")
    if g.get("internal") and g["internal"] not in INTERNAL:
        bad.append(f"internal {g['internal']!r}")
    judged = g["verdict"] in ("supported", "close", "contradicted", "ambiguous")
    if judged and not g.get("why"):
        bad.append("judged without the computation")
    return bad


def check(folder):
    files = sorted(glob.glob(os.path.join(folder, "*.gold.jsonl")))
    n = wrong = 0
    for path in files:
        text = open(path[:-len(".gold.jsonl")] + ".txt", encoding="utf-8", newline="").read()
        for i, line in enumerate(open(path, encoding="utf-8"), 1):
            n += 1
            for b in check_row(text, json.loads(line)):
                wrong += 1
                print(f"{path}:{i}: {b}")
    print(f"# gold: {len(files)} articles, {n} claims, {wrong} problems")
    return 1 if wrong or not files else 0


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("drafts", nargs="*")
    ap.add_argument("--out")
    ap.add_argument("--check")
    a = ap.parse_args()
    for d in a.drafts:
        print(os.path.basename(d), convert(d, a.out))
    return check(a.check) if a.check else 0


if __name__ == "__main__":
    sys.exit(main())

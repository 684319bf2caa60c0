#!/usr/bin/env python3
"""Plant errors in articles and see whether the tool finds them.

usage: plant.py [CLAIMCHECK] [DIR] [--prefix P] [--max N] [--seed N] [--seconds N] [--list]
                [--thresholds FILE|none]

For each claim that the tool calls supported (and gold, where there is gold, calls supported
too), its number in the text is replaced by a wrong one of each type that applies, one at a
time, and the article is checked again.  Caught: the changed claim is contradicted, or
inconsistent with the article's own figures.  A plant whose new number the wording would still
allow is not made.  The order is drawn with a seed, so that a bound on number or time gives a
sample and the same seed the same sample.
"""
import argparse
import os
import random
import re
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import corpus
import figures

HERE = os.path.dirname(os.path.abspath(__file__))
NUMERAL = re.compile(r"(?<![\w.])\$?(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?")
SCALES = {"thousand": 3, "K": 3, "million": 6, "M": 6, "billion": 9, "B": 9, "trillion": 12,
          "T": 12}
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
CARDINALS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
# what the tool should name as the cause; None: there is no name for it
CAUSES = {"x10": {"scale_slip"}, "x1000": {"scale_slip"}, "percent_points": {"percent_points"},
          "n_minus_one": {"n_minus_one"}, "adjacent_week": {"other_period", "other_entity"},
          "other_model": {"other_entity", "other_period"}, "wrong_country": {"other_entity"},
          "transposed": {"transposed"}, "wrong_rank": None}


class Plant:
    """A changed article: bytes [start, end) of the original became `new`."""

    def __init__(self, art, claim, kind, start, end, new):
        self.art, self.claim, self.kind = art, claim, kind
        self.start, self.end, self.new = start, end, new.encode()
        self.verdict = self.cause = self.internal = None
        self.accused, self.found, self.rank = [], False, 0

    def data(self):
        d = self.art.data
        return d[:self.start] + self.new + d[self.end:]

    def moved(self, byte):
        """Where a byte of the original stands in the changed article."""
        return byte if byte < self.end else byte + len(self.new) - (self.end - self.start)

    def cause_wanted(self):
        """Causes that are right; None: nothing has a name, or a bound fits many."""
        bound = self.claim.get("hedge") in ("over", "at_least", "under", "at_most")
        return None if bound else CAUSES[self.kind]

    def caught(self):
        return self.verdict == "contradicted" or self.internal == "inconsistent"


# ---- the number in the text -------------------------------------------------------------

class Printed:
    """The numeral of a claim as printed: digits, decimals, and the scale word after it."""

    def __init__(self, text, m, power, word):
        self.whole, self.frac = m.group(1), m.group(2) or ""
        self.at = m.start(1)
        self.end = m.end()
        self.power, self.word = power, word
        self.commas = "," in self.whole
        self.digits = self.whole.replace(",", "") + self.frac
        self.text = text[self.at:self.end]

    def place(self):
        """Value of the last printed digit."""
        return 10.0 ** (self.power - max(len(self.frac) - 1, 0))

    def round_place(self):
        """Value of the last digit that is not zero (u0 of a round integer)."""
        if self.frac:
            return self.place()
        zeros = len(self.whole) - len(self.whole.rstrip("0"))
        return 10.0 ** (self.power + min(zeros, len(self.whole) - 1))

    def show(self, value, shift=0):
        """Another value in the same style: scale, decimals, thousands separators; `shift`
        moves the point to the right, as in a slip of scale (4.12 -> 41.2)."""
        n = max(len(self.frac) - 1 - shift, 0)
        v = value / 10.0 ** self.power
        return f"{v:,.{n}f}" if self.commas or v >= 10000 else f"{v:.{n}f}"


def scale_after(text):
    """(power, word) of the scale that follows a numeral: " trillion", "T", "%"."""
    m = re.match(r"(?:\*\*)?[\s\u00a0-]*(thousand|million|billion|trillion)\b|([KMBT])\b", text)
    if not m:
        return 0, ""
    word = m.group(1) or m.group(2)
    return SCALES[word], word


def printed_number(text, value):
    """The numeral in a claim's words that says its value, or None."""
    for m in NUMERAL.finditer(text):
        n = float((m.group(1) + (m.group(2) or "")).replace(",", ""))
        power, word = scale_after(text[m.end():])
        for p in {power, 0, 9, 12, 6, 3}:
            if n and abs(n * 10.0 ** p - abs(value)) <= 1e-6 * abs(value):
                return Printed(text, m, p, word if p == power else "")
    return None


# ---- which wrong numbers --------------------------------------------------------------

def is_wrong(claim, printed, new):
    """Would the wording with the new number exclude what the data say?"""
    data = computed(claim)
    if data is None:
        return False
    lo, hi = (abs(x) for x in data)
    lo, hi = min(lo, hi), max(lo, hi)
    slack = max(3 * printed.place(), printed.round_place())
    hedge = claim.get("hedge")
    if hedge in ("over", "at_least"):
        return hi < new - slack
    if hedge == "under":
        return lo > new + slack
    return hi < new - slack or lo > new + slack


def computed(claim):
    """(lo, hi) of the reading that supports a claim."""
    for r in claim.get("readings") or []:
        if r.get("verdict") == "supported":
            lo = corpus.number((r.get("computed") or {}).get("lo"))
            hi = corpus.number((r.get("computed") or {}).get("hi"))
            if lo is not None and hi is not None:
                return lo, hi
    return None


def transpositions(digits):
    """Digit strings with two neighbours swapped, the first digit never a zero."""
    d = [c for c in digits]
    for i in range(len(d) - 1):
        j = i + 1
        if d[j] == "." and j + 1 < len(d):
            j += 1
        if "." in (d[i], d[j]) or d[i] == d[j]:
            continue
        s = d[:]
        s[i], s[j] = s[j], s[i]
        if s[0] != "0":
            yield "".join(s)


def donors(art, claim, want):
    """Values of other claims of the article with the same kind, unit and period."""
    me = claim["subject"].get("ids") if claim.get("subject") else None
    per = span_of_period(claim)
    out = []
    for c in art.pred:
        s = c.get("subject") or {}
        if (c["kind"] != claim["kind"] or c.get("unit") != claim.get("unit")
                or s.get("type") != want or s.get("ids") == me or span_of_period(c) != per
                or c.get("measure") != claim.get("measure")):
            continue
        v = corpus.number(c.get("value"))
        if v:
            out.append(abs(v))
    return out


def span_of_period(c):
    p = c.get("period") or {}
    return p.get("start"), p.get("end")


def wrong_values(art, claim, printed, value):
    """(type, new value or None, new text or None) for a claim with a printed number."""
    kind, subj = claim["kind"], claim.get("subject") or {}
    out = []
    if kind in ("level", "price", "growth", "multiple", "price_ratio", "context_length",
                "difference") and claim.get("unit") not in ("percent", "points") or kind == "growth":
        out.append(("x10", value * 10))
    if kind == "growth" and not str(claim["value"]).startswith("-"):
        out.append(("n_minus_one", value + 100))
    for s in transpositions(printed.text.replace(",", "")):
        new = float(s) * 10.0 ** printed.power
        if not power_of_ten(new / value):
            out.append(("transposed", new))
            break
    out += [("other_model", v) for v in donors(art, claim, "model")[:1] if subj.get("type") == "model"]
    out += [("wrong_country", v) for v in donors(art, claim, "country")[:1]
            if subj.get("type") == "country"]
    if kind == "level":
        week = figures.week_of(*span_of_period(claim))
        ids = subj.get("ids") or []
        if week and (len(ids) == 1 or subj.get("type") == "platform"):
            out += [("adjacent_week", v) for v in
                    figures.beside(week, subj.get("type"), ids[0] if ids else "")[:1]]
    return out


def power_of_ten(ratio):
    return any(abs(ratio / 10.0 ** p - 1) < 1e-6 for p in range(-3, 4))


def number_plants(art, claim, start, text):
    """Plants that put another numeral in place of the claim's."""
    value = corpus.number(claim.get("value"))
    if value is None or claim.get("value_hi") is not None or claim["kind"] in ("rank", "count"):
        return
    printed = printed_number(text, abs(value))
    if not printed:
        return
    at = start + len(text[:printed.at].encode())
    end = at + len(printed.text.encode())
    for kind, new in wrong_values(art, claim, printed, abs(value)):
        shown = printed.show(new, kind == "x10")
        says = float(shown.replace(",", "")) * 10.0 ** printed.power
        same = not says or abs(says / new - 1) > 0.01    # the style cannot show it
        if shown != printed.text and not same and is_wrong(claim, printed, new):
            yield Plant(art, claim, kind, at, end, shown)
    yield from scale_plants(art, claim, printed, start, text, abs(value))
    yield from points_plants(art, claim, start, text)


def scale_plants(art, claim, printed, start, text, value):
    """trillion for billion, billion for trillion: the word or the letter."""
    up = {"billion": "trillion", "B": "T", "million": "billion", "M": "B"}
    down = {"trillion": "billion", "T": "B"}
    new = down.get(printed.word) or up.get(printed.word)
    factor = 0.001 if printed.word in down else 1000
    if not new or claim["kind"] not in ("level", "difference"):
        return
    if not is_wrong(claim, printed, value * factor):
        return
    at = text.index(printed.word, printed.end)
    b = start + len(text[:at].encode())
    yield Plant(art, claim, "x1000", b, b + len(printed.word), new)


def points_plants(art, claim, start, text):
    """percent where the article rightly said percentage points."""
    m = re.search(r"\b(percentage )?points?\b", text)
    if claim.get("unit") != "points" or not m:
        return
    b = start + len(text[:m.start()].encode())
    yield Plant(art, claim, "percent_points", b, b + len(m.group().encode()), "percent")


def word_plants(art, claim, start, text):
    """Ranks and counts: the neighbour, as a digit or as a word."""
    value = corpus.number(claim.get("value"))
    if claim["kind"] not in ("rank", "count") or value is None or value != int(value):
        return
    if claim["kind"] == "count" and claim.get("unit") != "models":
        return
    n = int(value)
    for words in (ORDINALS, CARDINALS):
        if not 1 <= n <= len(words) - 1:
            continue
        m = re.search(rf"(?i)\b{words[n - 1]}\b", text)
        if m:
            other = words[n] if n < 2 else words[n - 2] if claim["kind"] == "count" else words[n]
            new = other.capitalize() if m.group()[0].isupper() else other
            b = start + len(text[:m.start()].encode())
            yield Plant(art, claim, "wrong_rank", b, b + len(m.group()), new)
            return
    m = re.search(rf"(?<![\d.]){n}(?![\d.])", text)
    if m:
        b = start + len(text[:m.start()].encode())
        yield Plant(art, claim, "wrong_rank", b, b + len(m.group()), str(n + 1))


# ---- running ------------------------------------------------------------------------------

def supported(art):
    """Claims worth planting in: supported by the tool, and by gold where there is gold."""
    for i, c in enumerate(art.pred):
        if c["verdict"] != "supported" or any(f["code"] == "duplicate" for f in c["flags"]):
            continue
        if art.gold:
            g = art.gold[art.of_pred[i]] if i in art.of_pred else None
            if not g or g.get("verdict") != "supported":
                continue
        yield c


def all_plants(arts):
    for a in arts:
        for c in supported(a):
            b, e = c["span"]["start"], c["span"]["end"]
            text = a.data[b:e].decode("utf-8", "replace")
            # a scale word just after the claim's words belongs to its number
            text += re.match(r"[ \u00a0]?(?:thousand|million|billion|trillion)?",
                             a.data[e:e + 12].decode("utf-8", "ignore")).group()
            yield from number_plants(a, c, b, text)
            yield from word_plants(a, c, b, text)


def try_plant(binary, folder, k, p):
    path = os.path.join(folder, f"{k}-{p.art.name}.txt")
    with open(path, "wb") as f:
        f.write(p.data())
    claims = corpus.run_tool(binary, path, p.art.date)["claims"]
    os.unlink(path)
    lo, hi = p.start, p.start + len(p.new)
    here = [c for c in claims if c["span"]["start"] < hi and c["span"]["end"] > lo]
    for c in here:
        p.found = True
        if p.verdict is None or rank_of(c) > p.rank:
            p.rank = rank_of(c)
            p.verdict, p.cause = c["verdict"], c.get("cause")
            p.internal = (c.get("internal") or {}).get("status")
    before = {p.moved(c["span"]["start"]): c for c in p.art.pred}
    changed = {c["id"] for c in here}
    for c in claims:
        was = before.get(c["span"]["start"])
        if c in here or not was or c["verdict"] != "contradicted":
            continue
        if was["verdict"] == "contradicted" or was.get("value") != c.get("value"):
            continue                       # not untouched: it shares the changed unit
        says = set((c.get("internal") or {}).get("claims") or [])
        if not says & changed:
            p.accused.append(c)


def rank_of(c):
    if c["verdict"] == "contradicted":
        return 2
    return 1 if (c.get("internal") or {}).get("status") == "inconsistent" else 0


def run_plants(binary, plants, seconds):
    """-> the plants that were tried before time was up."""
    stop = time.monotonic() + seconds
    done = []

    def one(pair):
        if time.monotonic() < stop:
            try_plant(binary, folder, *pair)
            done.append(pair)

    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        list(pool.map(one, enumerate(plants)))
    return [p for _, p in sorted(done, key=lambda d: d[0])]


def table(plants):
    kinds = {}
    for p in plants:
        row = kinds.setdefault(p.kind, dict(n=0, caught=0, contra=0, cause=0, named=0))
        row["n"] += 1
        row["caught"] += p.caught()
        want = p.cause_wanted()
        if p.verdict == "contradicted" and want:
            row["named"] += 1
            row["cause"] += p.cause in want
        row["contra"] += p.verdict == "contradicted"
    print(f"{'planted':16} {'n':>5} {'caught':>7} {'contradicted':>13} {'cause right':>12}")
    for k, r in sorted(kinds.items()):
        print(f"{k:16} {r['n']:5} {r['caught']:7} {r['contra']:13} {r['cause']:7}/{r['named']:<4}")
    total = {k: sum(r[k] for r in kinds.values()) for k in ("n", "caught", "cause", "named")}
    accused = sum(len(p.accused) for p in plants)
    print(f"caught {total['caught']}/{total['n']}, cause right {total['cause']}/{total['named']}, "
          f"untouched claims accused {accused}\n")
    return {"caught": corpus.ratio(total["caught"], total["n"]),
            "cause_right": corpus.ratio(total["cause"], total["named"]),
            "untouched_accused": float(accused), "planted": float(total["n"])}


def show(p):
    old = p.art.data[p.start:p.end].decode()
    words = f"{p.art.name}: {p.kind}: {old!r} -> {p.new.decode()!r} in {p.claim['text']!r}"
    if not p.caught():
        print(f"NOT CAUGHT {words}: {p.verdict if p.found else 'no claim there'}")
    elif p.verdict == "contradicted" and p.cause not in (p.cause_wanted() or {p.cause}):
        print(f"CAUSE {p.cause} {words}")
    for c in p.accused:
        print(f"ACCUSED {c['text']!r} by {words}: {c.get('explanation')}")


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("claimcheck", nargs="?", default=corpus.BINARY)
    ap.add_argument("dir", nargs="?", default=corpus.ARTICLES)
    ap.add_argument("--prefix", default="")
    ap.add_argument("--max", type=int, default=100000)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--seconds", type=float, default=3600)
    ap.add_argument("--list", action="store_true")
    ap.add_argument("--thresholds", default=os.path.join(HERE, "thresholds.json"))
    o = ap.parse_args()
    arts = [a.run(o.claimcheck) for a in corpus.articles(o.dir, o.prefix, ".txt")]
    plants = list(all_plants(arts))
    random.Random(o.seed).shuffle(plants)
    plants = run_plants(o.claimcheck, plants[:o.max], o.seconds)
    if o.list:
        for p in plants:
            show(p)
    got = table(plants)
    if o.thresholds == "none":
        return 0
    passed, failed = corpus.compare_thresholds(got, corpus.read_json(o.thresholds)["plant"])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

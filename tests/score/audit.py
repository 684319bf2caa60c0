#!/usr/bin/env python3
"""Compute gold verdicts again from the shipped tables, without the tool.

usage: audit.py [DIR] [--skipped]

For levels, shares, ranks, prices and listing dates whose subject and period are plain, the
figure is computed from corpus/openrouter and held against the printed number: inside its
rounding gold must accept `supported`, beyond it gold must not say so.  Hedged numbers, lists
and other kinds are left out (and counted).  A gold file that the data no longer bear out, after
a new snapshot, shows here first.
"""
import argparse
import datetime
import re
import sys

import corpus
import figures

AUTHORS = {"DeepSeek": "deepseek", "Anthropic": "anthropic", "Google": "google",
           "OpenAI": "openai", "MiniMax": "minimax", "Moonshot AI": "moonshotai",
           "Zhipu": "z-ai"}
COUNTRIES = {"Chinese models": "CN", "U.S. models": "US"}
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "tn": 12, "bn": 9,
          "T": 12, "B": 9, "K": 3, "M": 6}


def place_of(g):
    """u: what one unit of the last printed digit is worth; None when it is no plain numeral."""
    best = None
    for m in re.finditer(r"(?<![\w.])(\d[\d,]*)(\.\d+)?[\s\u00a0-]*(\*\*)?([A-Za-z]+)?", g["quote"]):
        n = float((m.group(1) + (m.group(2) or "")).replace(",", ""))
        power = SCALES.get(m.group(4) or "", 0)
        for p in (power, 12, 9, 0):
            if n and abs(n * 10.0 ** p - abs(g["value"])) < 1e-6 * abs(g["value"]):
                best = 10.0 ** (p - max(len(m.group(2) or "") - 1, 0))
                break
    return best


def bar(week):
    return {m: t for m, t in figures.chart().get(week, {}).items() if m not in ("other", "total")}


def named(week, subject):
    """Tokens of one model in the chart of a week: the variant that is meant, or the only one."""
    m = figures.model(subject)
    if not m:
        return None
    slug = m[0] + (":free" if "(free)" in subject else "")
    return bar(week).get(slug)


def level(subject, start, end):
    week = figures.week_of(start, end)
    if subject == "OpenRouter":
        return figures.sum_of_days(start, end)
    if subject in AUTHORS:
        return figures.sum_of_days(start, end, AUTHORS[subject])
    if not week:
        return None
    if subject in COUNTRIES:
        known = {m: t for m, t in bar(week).items() if not m.startswith("openrouter/")}
        return sum(t for m, t in known.items()
                   if figures.countries().get(m.split("/")[0]) == COUNTRIES[subject]) or None
    if subject == "the nine named models":
        return sum(bar(week).values()) or None
    return named(week, subject)


def share(g, start, end):
    part, of = level(g["subject"], start, end), g.get("object") or ""
    if "nine" in of and figures.week_of(start, end):
        whole = sum(bar(start).values())
    elif of.startswith("all ") and "named" not in of or of == "OpenRouter total":
        whole = figures.sum_of_days(start, end)
        if g["subject"] in COUNTRIES:
            return None                    # of all models or of the nine: more than one reading
    else:
        return None
    return part / whole * 100 if part and whole else None


def rank(g, start, end):
    week = figures.week_of(start, end)
    mine = named(week, g["subject"]) if week else None
    return 1 + sum(t > mine for t in bar(week).values()) if mine else None


def usage(g):
    """The figure behind a level, share or rank; None when it is not plain."""
    per = corpus.gold_period(g)
    if not per or len(per[0]) != 10 or g["hedge"] != "exact" or g.get("value_hi") is not None:
        return None
    if g["kind"] == "level" and "all named" in (g.get("object") or ""):
        return None
    if g["kind"] == "share":
        return share(g, *per)
    return rank(g, *per) if g["kind"] == "rank" else level(g["subject"], *per)


def fits_usage(g, data):
    """(inside the rounding, beyond the next unit)"""
    if g["kind"] == "rank":
        return data == g["value"], data != g["value"]
    u = place_of(g)
    if u is None:
        return None
    off = abs(abs(g["value"]) - data)
    return off <= u * 0.5005, off > u * 1.001 and off > u0_half(g)


def u0_half(g):
    """Half the last non-zero place of a bare round integer, else 0."""
    digits = re.sub(r"0+$", "", str(int(abs(g["value"])))) if g["value"] else ""
    zeros = len(str(int(abs(g["value"])))) - len(digits)
    return 0.5 * 10 ** zeros if not re.search(r"\d\.\d", g["quote"]) else 0


def fits_listing(g, date):
    """The same for prices and listing dates."""
    column = {"input price": "usd_per_mtok_in", "output price": "usd_per_mtok_out"}
    words = g["subject"].rsplit(" ", 2)
    if g["kind"] == "price" and " ".join(words[1:]) in column:
        m = figures.model(words[0])
        got = figures.prices(m[1], date, column[" ".join(words[1:])]) if m else set()
        same = any(abs(float(p) - g["value"]) < 1e-9 for p in got)
        return (same, not same) if got else None
    if g["kind"] == "date" and g["subject"].endswith(" listing") and len(g["value"]) == 10:
        m = figures.model(g["subject"][:-len(" listing")])
        if not m or not m[2]:
            return None
        at = datetime.datetime.fromtimestamp(m[2], datetime.timezone.utc)
        near = {at.date().isoformat(), (at + datetime.timedelta(hours=8)).date().isoformat()}
        return g["value"] in near, g["value"] not in near
    return None


def judge(g, date):
    """None: not audited; else a complaint or ''."""
    if g["kind"] in ("price", "date"):
        per = corpus.gold_period(g)
        fits, data = fits_listing(g, per[1] if per else date), "the listing"
    elif g["kind"] in ("level", "share", "rank") and g.get("subject"):
        data = usage(g)
        fits = fits_usage(g, data) if data is not None else None
    else:
        return None
    if fits is None or g["verdict"] == "insufficient" or len(g.get("verdict_also", [])) > 1:
        return None
    inside, beyond = fits
    if inside and "supported" not in corpus.accepted(g):
        return f"fits {data}, gold says {g['verdict']}"
    if beyond and corpus.accepted(g) in (["supported"], ["close"], ["supported", "close"]):
        return f"does not fit {data}, gold says {g['verdict']}"
    return ""


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("dir", nargs="?", default=corpus.ARTICLES)
    ap.add_argument("--skipped", action="store_true")
    o = ap.parse_args()
    audited = wrong = skipped = 0
    for a in corpus.articles(o.dir):
        for g in a.gold:
            said = judge(g, a.date) if g.get("verdict") else None
            if said is None:
                skipped += 1
                if o.skipped:
                    print(f"skipped {a.name}: {g['kind']} {g['quote']!r} {g.get('subject')}")
                continue
            audited += 1
            if said:
                wrong += 1
                print(f"{a.name}: {g['kind']} {g['quote']!r} ({g['subject']}): {said}")
    print(f"# audit: {audited} claims computed again, {skipped} left out")
    print(f"{audited - wrong} passed, {wrong} failed")
    return 1 if wrong or not audited else 0


if __name__ == "__main__":
    sys.exit(main())

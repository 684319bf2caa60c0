"""Weekly figures straight from the tables of corpus/openrouter, without the tool.

Only what planting errors needs: the chart's nine named models, countries among them and the
platform, by week; and the figure of the week beside a given one.
"""
import csv
import datetime
import functools
import os

import corpus

TABLES = os.path.join(corpus.TREE, "corpus", "openrouter")


def rows(name):
    with open(os.path.join(TABLES, name), encoding="utf-8", newline="") as f:
        f.readline()                      # "# claimcheck table ..."
        yield from csv.DictReader(f)


@functools.lru_cache(maxsize=None)
def chart():
    """{week: {permaslug: tokens}} of the newest whole bar of each week."""
    newest, out = {}, {}
    for r in rows("usage_weekly.csv"):
        if r["mark"]:
            continue
        if r["as_of"] > newest.get(r["week"], ""):
            newest[r["week"]] = r["as_of"]
            out[r["week"]] = {}
        if r["as_of"] == newest[r["week"]]:
            out[r["week"]][r["model"]] = int(r["tokens"])
    return out


@functools.lru_cache(maxsize=None)
def countries():
    return {r["author"]: r["country"] for r in rows("authors.csv")}


def base(slug):
    return slug.partition(":")[0]


def level(week, kind, ident):
    """Tokens of a model, of a country's models among the nine, or of all; None unknown."""
    bar = chart().get(week)
    if not bar:
        return None
    if kind == "platform":
        return bar.get("total")
    named = {m: t for m, t in bar.items() if m not in ("other", "total")}
    if kind == "country":
        return sum(t for m, t in named.items() if countries().get(m.split("/")[0]) == ident)
    if kind == "model":
        found = [t for m, t in named.items() if base(m) == base(ident)]
        return found[0] if len(found) == 1 else None
    return None


def week_of(start, end):
    """The Monday, if the dates are one Monday-Sunday week."""
    try:
        a, b = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    except (TypeError, ValueError):
        return None
    return start if a.weekday() == 0 and (b - a).days == 6 else None


def beside(week, kind, ident):
    """Figures of the week before and of the week after, those that are known."""
    day = datetime.date.fromisoformat(week)
    out = []
    for shift in (-7, 7):
        v = level((day + datetime.timedelta(shift)).isoformat(), kind, ident)
        if v:
            out.append(v)
    return out

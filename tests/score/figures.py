"""Figures straight from the tables of corpus/openrouter, without the tool.

Only what planting errors and auditing gold need: the chart's nine named models by week, countries
among them, the platform and the authors by day, listing days, prices in force on a day.
"""
import csv
import datetime
import functools
import os
import re

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


@functools.lru_cache(maxsize=None)
def totals():
    """{day: tokens of the platform}"""
    return {r["date"]: float(r["billions"]) * 1e9 for r in rows("totals_daily.csv")}


@functools.lru_cache(maxsize=None)
def authors():
    """{(day, author): tokens}"""
    return {(r["date"], r["author"]): float(r["billions"]) * 1e9
            for r in rows("authors_daily.csv")}


def days(start, end):
    a, b = datetime.date.fromisoformat(start), datetime.date.fromisoformat(end)
    return [(a + datetime.timedelta(i)).isoformat() for i in range((b - a).days + 1)]


def sum_of_days(start, end, author=None):
    """Tokens of the platform or of an author over whole days; None when a day is missing."""
    got = [authors().get((d, author)) if author else totals().get(d) for d in days(start, end)]
    return None if None in got else sum(got)


def squeeze(name):
    return re.sub(r"[^a-z0-9.]", "", name.lower())


@functools.lru_cache(maxsize=None)
def names():
    """{squeezed display name: (permaslug, model id, listing time)}"""
    out = {}
    for r in rows("models.csv"):
        if r["name"] and r["permaslug"]:
            out[squeeze(r["name"].split(": ", 1)[-1])] = (
                r["permaslug"], r["model_id"], int(r["created"] or 0))
    return out


def model(name):
    """The model of that display name, with or without "preview" and a maker in front."""
    key = squeeze(name.replace("(free)", ""))
    for k in (key, key + "preview"):
        if k in names():
            return names()[k]
    ends = [v for k, v in names().items() if k.endswith(key)]
    return ends[0] if len(set(ends)) == 1 else None


@functools.lru_cache(maxsize=None)
def price_rows():
    out = {}
    for r in rows("prices.csv"):
        out.setdefault(r["model_id"], []).append(r)
    return out


def prices(model_id, day, column):
    """The prices (text) in force on a day, one a source; empty when none is known."""
    last = {}
    for r in price_rows().get(model_id, []):
        if r["from"] <= day:
            last[r["source"]] = (r["from"], r[column])
    newest = max((f for f, _ in last.values()), default=None)
    return {p for f, p in last.values() if f == newest}

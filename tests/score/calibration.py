#!/usr/bin/env python3
"""Stated confidence against observed rightness, over the annotated articles.

usage: calibration.py [CLAIMCHECK] [DIR] [--prefix P] [--thresholds FILE|none]

extraction: a claim is right when it matches a gold claim (any kind).
binding:    among matched claims with a judged verdict, a claim is right when its kind agrees
            with gold, its period does where gold has one, and its verdict is one that gold
            accepts.
The gap is the mean of |stated - observed| over the claims, by bin.
"""
import argparse
import os
import sys

import corpus

HERE = os.path.dirname(os.path.abspath(__file__))
EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 1.000001)


def stated(claim, which):
    return corpus.number((claim.get("confidence") or {}).get(which)) or 0.0


def binding_right(p, g):
    return (p["kind"] == g["kind"] and corpus.period_right(p, g) is not False
            and p["verdict"] in corpus.accepted(g))


def pairs(arts):
    """-> ([(stated, right)] for extraction, the same for binding)"""
    ext, bind = [], []
    for a in arts:
        for i, p in enumerate(a.pred):
            ext.append((stated(p, "extraction"), i in a.of_pred))
            g = a.gold[a.of_pred[i]] if i in a.of_pred else None
            if g and g.get("verdict") and p["verdict"] in corpus.JUDGED:
                bind.append((stated(p, "binding"), binding_right(p, g)))
    return ext, bind


def table(name, points):
    print(f"{name:12} {'n':>6} {'stated':>8} {'observed':>9}")
    gap = 0.0
    for lo, hi in zip(EDGES, EDGES[1:]):
        here = [(s, r) for s, r in points if lo <= s < hi]
        if not here:
            continue
        said = sum(s for s, _ in here) / len(here)
        seen = sum(r for _, r in here) / len(here)
        gap += abs(said - seen) * len(here)
        print(f"{lo:.2f} - {min(hi, 1.0):.2f}  {len(here):6} {said:8.3f} {seen:9.3f}")
    gap = corpus.ratio(gap, len(points)) if points else 0.0
    print(f"gap {gap:.3f} over {len(points)}\n")
    return gap


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("claimcheck", nargs="?", default=corpus.BINARY)
    ap.add_argument("dir", nargs="?", default=corpus.ARTICLES)
    ap.add_argument("--prefix", default="")
    ap.add_argument("--thresholds", default=os.path.join(HERE, "thresholds.json"))
    o = ap.parse_args()
    ext, bind = pairs([a.run(o.claimcheck) for a in corpus.articles(o.dir, o.prefix)])
    got = {"extraction_gap": table("extraction", ext), "binding_gap": table("binding", bind)}
    if o.thresholds == "none":
        return 0
    want = corpus.read_json(o.thresholds)["calibration"]
    passed, failed = corpus.compare_thresholds(got, want)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

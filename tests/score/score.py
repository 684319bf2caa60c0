#!/usr/bin/env python3
"""Score extraction and verdicts against the annotated articles of the corpus.

usage: score.py [CLAIMCHECK] [DIR] [--prefix P] [--misses] [--wrong] [--thresholds FILE|none]

Prints an extraction table by article and by kind, then the confusion matrix of verdicts, and
compares the figures with tests/score/thresholds.json.  Exit status 1 when one is below.
  --misses  list gold claims not found and reported claims that no gold claim is
  --wrong   list claims with another verdict, cause or period than gold
  --unjudged  list right claims that were not judged, by reason: what was bound, what was wanted
"""
import argparse
import os
import sys

import corpus
from corpus import JUDGED, VERDICTS, accepted, in_domain, ratio

HERE = os.path.dirname(os.path.abspath(__file__))


def tally(arts):
    """Count everything once; the figures are ratios of these counts."""
    t = dict.fromkeys(("gold", "hit", "pred", "right", "kind", "per", "per_ok", "hedge", "unit",
                       "accused", "accused_right", "contra", "contra_found", "judgeable",
                       "judged", "verdict", "verdict_ok", "cause", "cause_ok", "reason",
                       "reason_ok", "internal", "internal_ok", "facts", "facts_judged"), 0)
    kinds, matrix = {}, {}
    for a in arts:
        t["pred"] += len(a.pred)
        t["right"] += len(a.of_pred)
        for i, p in enumerate(a.pred):
            count_accusation(t, p, a.gold[a.of_pred[i]] if i in a.of_pred else None)
        for j, g in enumerate(a.gold):
            p = a.pred[a.of_gold[j]] if j in a.of_gold else None
            if in_domain(g):
                count_extraction(t, kinds, g, p)
            if g.get("verdict") and g["kind"] != "other":
                count_verdict(t, matrix, g, p)
    return t, kinds, matrix


def count_accusation(t, p, g):
    if p.get("verdict") == "contradicted":
        t["accused"] += 1
        t["accused_right"] += bool(g) and "contradicted" in accepted(g)


def count_extraction(t, kinds, g, p):
    k = kinds.setdefault(g["kind"], [0, 0, 0])
    k[0] += 1
    t["gold"] += 1
    if not p:
        return
    same = p.get("kind") == g["kind"]
    k[1] += 1
    k[2] += same
    t["hit"] += 1
    t["kind"] += same
    t["hedge"] += p.get("hedge") == g["hedge"]
    t["unit"] += p.get("unit") == g["unit"] or g["unit"] is None
    ok = corpus.period_right(p, g)
    if ok is not None:
        t["per"] += 1
        t["per_ok"] += ok


def count_verdict(t, matrix, g, p):
    got = p["verdict"] if p else "not found"
    row = matrix.setdefault(g["verdict"], {})
    row[got] = row.get(got, 0) + 1
    t["verdict"] += 1
    t["verdict_ok"] += got in accepted(g)
    if g["verdict"] in JUDGED:
        t["judgeable"] += 1
        t["judged"] += got in JUDGED
    elif p and "insufficient" in accepted(g):
        t["reason"] += 1
        t["reason_ok"] += p.get("reason") == g.get("reason")
        t["facts"] += g.get("reason") == "not_a_fact"
        t["facts_judged"] += g.get("reason") == "not_a_fact" and got in JUDGED
    if g["verdict"] == "contradicted":
        t["contra"] += 1
        t["contra_found"] += got == "contradicted"
        if g.get("cause") and got == "contradicted":
            t["cause"] += 1
            t["cause_ok"] += p.get("cause") == g["cause"]
    if g.get("internal"):
        t["internal"] += 1
        t["internal_ok"] += bool(p) and (p.get("internal") or {}).get("status") == g["internal"]


def figures(t):
    p, r = ratio(t["right"], t["pred"]), ratio(t["hit"], t["gold"])
    return {
        "extraction_precision": p, "extraction_recall": r,
        "extraction_f1": 2 * p * r / (p + r) if p + r else 0.0,
        "kind_accuracy": ratio(t["kind"], t["hit"]),
        "period_accuracy": ratio(t["per_ok"], t["per"]),
        "hedge_accuracy": ratio(t["hedge"], t["hit"]),
        "unit_accuracy": ratio(t["unit"], t["hit"]),
        "verdict_accuracy": ratio(t["verdict_ok"], t["verdict"]),
        "contradicted_precision": ratio(t["accused_right"], t["accused"]),
        "contradicted_recall": ratio(t["contra_found"], t["contra"]),
        "judged_share": ratio(t["judged"], t["judgeable"]),
        "cause_accuracy": ratio(t["cause_ok"], t["cause"]),
        "reason_accuracy": ratio(t["reason_ok"], t["reason"]),
        "internal_accuracy": ratio(t["internal_ok"], t["internal"]),
        "not_a_fact_judged": ratio(t["facts_judged"], t["facts"]) if t["facts"] else 0.0,
    }


def print_extraction(arts, kinds, t, f):
    print(f"{'article':26} {'recall':>9} {'precision':>10}")
    for a in arts:
        dom = [j for j, g in enumerate(a.gold) if in_domain(g)]
        hit = sum(j in a.of_gold for j in dom)
        print(f"{a.name:26} {hit:4}/{len(dom):<4} {len(a.of_pred):5}/{len(a.pred):<4}")
    print(f"\n{'kind':16} {'found':>9} {'kind right':>11}")
    for k, v in sorted(kinds.items()):
        print(f"{k:16} {v[1]:4}/{v[0]:<4} {v[2]:11}")
    print(f"\nextraction: P {f['extraction_precision']:.3f} R {f['extraction_recall']:.3f} "
          f"F1 {f['extraction_f1']:.3f}  kind {f['kind_accuracy']:.3f}  "
          f"period {f['period_accuracy']:.3f} of {t['per']}  hedge {f['hedge_accuracy']:.3f}  "
          f"unit {f['unit_accuracy']:.3f}\n")


def print_verdicts(matrix, t, f):
    cols = VERDICTS + ("not found",)
    print(f"{'gold / reported':15}" + "".join(f"{c:>13}" for c in cols))
    for v in VERDICTS:
        row = matrix.get(v, {})
        print(f"{v:15}" + "".join(f"{row.get(c, 0) or '.':>13}" for c in cols))
    print(f"\nverdicts: right {t['verdict_ok']}/{t['verdict']}, contradicted precision "
          f"{t['accused_right']}/{t['accused']}, recall {t['contra_found']}/{t['contra']}, "
          f"judged {t['judged']}/{t['judgeable']}, cause {t['cause_ok']}/{t['cause']}, "
          f"reason {t['reason_ok']}/{t['reason']}, internal {t['internal_ok']}/{t['internal']}\n")


def list_misses(a):
    for j, g in enumerate(a.gold):
        if in_domain(g) and j not in a.of_gold:
            print(f"MISS  {a.name}: {g['kind']:12} {g['value']!s:16} {g['quote']!r}")
    for i, p in enumerate(a.pred):
        if i not in a.of_pred:
            print(f"EXTRA {a.name}: {p.get('kind')!s:12} {p.get('value')!s:16} "
                  f"{p.get('text')!r} [{p.get('rule')}] {p.get('verdict')}")


def list_wrong(a):
    for j, g in enumerate(a.gold):
        p = a.pred[a.of_gold[j]] if j in a.of_gold else None
        if not p or g["kind"] == "other" or not g.get("verdict"):
            continue
        words = []
        if p["verdict"] not in accepted(g):
            words.append(f"verdict {p['verdict']}({p.get('reason') or ''})"
                         f" for {g['verdict']}({g.get('reason') or ''})")
        elif g.get("cause") and p.get("cause") != g["cause"]:
            words.append(f"cause {p.get('cause')} for {g['cause']}")
        if corpus.period_right(p, g) is False:
            words.append(f"period {p.get('period')} for {g['period']}")
        got = (p.get("internal") or {}).get("status")
        if g.get("internal") and got != g["internal"]:
            words.append(f"internal {got} for {g['internal']}")
        if words:
            print(f"WRONG {a.name}: {g['kind']:12} {g['quote']!r}: {', '.join(words)}")
            print(f"      why: {g.get('why')} | tool: {p.get('explanation')}")


def list_unjudged(arts):
    groups = {}
    for a in arts:
        for j, g in enumerate(a.gold):
            p = a.pred[a.of_gold[j]] if j in a.of_gold else None
            if not p or g.get("verdict") not in JUDGED or p["verdict"] in accepted(g):
                continue
            if p["verdict"] == "insufficient":
                groups.setdefault((p.get("reason"), g["kind"]), []).append(bound(a, g, p))
    for (reason, kind), lines in sorted(groups.items(), key=lambda x: -len(x[1])):
        print(f"UNJUDGED {len(lines)} {kind}: {reason}")
        for line in lines:
            print("  " + line)


def bound(a, g, p):
    """What a claim was bound to and what gold wanted, in one line."""
    s, o, t = p.get("subject") or {}, p.get("object") or {}, p.get("period") or {}
    return (f"{a.name}: {g['quote']!r} bound {s.get('text')!r} {s.get('ids')} of {o.get('text')!r} "
            f"{t.get('start')}/{t.get('end')} {p.get('measure')}; wanted {g['subject']!r} "
            f"of {g['object']!r} {g['period']}")


def main():
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("claimcheck", nargs="?", default=corpus.BINARY)
    ap.add_argument("dir", nargs="?", default=corpus.ARTICLES)
    ap.add_argument("--prefix", default="")
    ap.add_argument("--misses", action="store_true")
    ap.add_argument("--wrong", action="store_true")
    ap.add_argument("--unjudged", action="store_true")
    ap.add_argument("--thresholds", default=os.path.join(HERE, "thresholds.json"))
    o = ap.parse_args()
    arts = [a.run(o.claimcheck) for a in corpus.articles(o.dir, o.prefix)]
    if not arts:
        sys.exit(f"score.py: no annotated article in {o.dir}")
    for a in arts:
        if o.misses:
            list_misses(a)
        if o.wrong:
            list_wrong(a)
    if o.unjudged:
        list_unjudged(arts)
    t, kinds, matrix = tally(arts)
    f = figures(t)
    print_extraction(arts, kinds, t, f)
    print_verdicts(matrix, t, f)
    if o.thresholds == "none":
        return 0
    passed, failed = corpus.compare_thresholds(f, corpus.read_json(o.thresholds)["score"])
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

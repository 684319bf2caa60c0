#!/usr/bin/env python3
"""Derives the tables of this folder from a folder of collected OpenRouter figures.

Usage: derive.py SOURCE_FOLDER [OUTPUT_FOLDER]

The tables are plain text, sorted, one row a figure, each with its source and
its as_of, so that a restated figure shows up as a new row in a diff.  What each
source is, and what is left out and why, stands in README.md.
"""
import csv
import datetime as dt
import gzip
import json
import os
import re
import sys

LICENSE = 'CC BY 4.0'
OWN = {'genai-prices': 'MIT', 'claimcheck': 'MIT'}

# label in the collected files -> (key of the source, as_of, retrieved_at)
DAILY = {
    'facets@2026-10-11': ('facets', '2026-10-11', '2026-10-11T00:27:00Z'),
    'casualstudy@2026-08-22': ('casualstudy', '2026-08-22', ''),
    'casualstudy@2026-06-22': ('casualstudy', '2026-06-22', ''),
    'openrouter-export@2026-10-08': ('export', '2026-10-08', '2026-10-08T01:46:15Z'),
    'sui414-activity@2026-08-08': ('sui414', '2026-08-08', ''),
}
TITLES = {
    ('usage_daily', 'facets'): 'OpenRouter rankings-daily, collected by halcyonic-systems/facets',
    ('usage_daily', 'casualstudy'): 'OpenRouter rankings-daily, collected by CasualStudy',
    ('usage_daily', 'export'): 'OpenRouter rankings-daily export',
    ('usage_daily', 'kadentato'):
        'OpenRouter rankings-daily, collected by Kadentato/Compute-and-LLM-Dashboard',
    ('usage_activity', 'sui414'):
        'OpenRouter model activity, collected by sui414/openrouter-pricing-data',
    ('usage_weekly', 'chart'): 'OpenRouter rankings chart',
    ('usage_weekly', 'johnbean393'):
        'OpenRouter rankings chart, collected by johnbean393/openrouter-inference-stats',
    ('totals_weekly', 'clarencechien'):
        'OpenRouter rankings chart, collected by clarencechien/AIFactor (Wayback)',
    ('leaderboard_weekly', 'johnbean393'):
        'OpenRouter weekly leaderboard, collected by johnbean393/openrouter-inference-stats',
    ('totals_daily', 'gauss10'): 'OpenRouter rankings page, collected by gauss10',
    ('authors_daily', 'gauss10'): 'OpenRouter rankings page, collected by gauss10',
    ('prices', 'genai-prices'): 'genai-prices, a price list kept by hand',
    ('prices', 'pi-mono'): 'OpenRouter models API (tool-capable models), collected by pi-mono',
    ('prices', 'lightnesscaster'): 'OpenRouter models API, collected by lightnesscaster',
    ('prices', 'xiechengqi'): 'OpenRouter models API, collected by Xiechengqi/openrouter-free-api',
    ('prices', 'jwlutz'): 'OpenRouter models API, collected by jwlutz',
    ('prices', 'johnbean393'):
        'OpenRouter weekly leaderboard, collected by johnbean393/openrouter-inference-stats',
    ('prices', 'sinkers'): 'OpenRouter models API, collected by sinkers',
    ('prices', 'heinrich'): 'OpenRouter models API, collected by heinrich',
    ('prices', 'sui414'):
        'OpenRouter models API, collected by sui414/openrouter-pricing-data',
    ('prices', 'elevate'): 'OpenRouter models API, collected by elevate-foundry/cortex',
    ('models', 'xiechengqi'): 'OpenRouter models API, collected by Xiechengqi/openrouter-free-api',
    ('models', 'sui414'):
        'OpenRouter models API, collected by sui414/openrouter-pricing-data',
    ('models', 'listing'): 'OpenRouter models API, listing times from many snapshots',
    ('apps', 'silentdog918'): 'OpenRouter app-rankings, collected by silentdog918/ai-tracker',
    ('authors', 'claimcheck'): 'claimcheck, developers and their countries',
    ('reveals', 'claimcheck'): 'claimcheck, cloaked models and their own names',
}
# what a day of a price source lists
SCOPE = {'genai-prices': 'list', 'pi-mono': 'tools', 'johnbean393': 'top'}

tables = {}    # (file, dataset) -> (header, rows)
snapshots = {} # (dataset, source, as_of) -> [rows, retrieved_at, scope, origin]


def add(path, dataset, header, row):
    tables.setdefault((path, dataset), (header, []))[1].append(row)


def count(dataset, source, as_of, origin, retrieved='', scope='full'):
    s = snapshots.setdefault((dataset, source, as_of), [0, retrieved, scope, origin])
    s[0] += 1


def rows_of(folder, name):
    with open(os.path.join(folder, name), newline='', encoding='utf-8') as f:
        yield from csv.DictReader(f)


def daily(folder):
    head = ['date', 'model', 'tokens', 'source', 'as_of']
    for r in rows_of(folder, 'usage_daily.csv'):
        source, as_of, got = DAILY[r['source']]
        dataset = 'usage_activity' if source == 'sui414' else 'usage_daily'
        path = '%s/%s-%s.csv' % (dataset, as_of, source)
        add(path, dataset, head,
            [r['date'], r['model_permaslug'], r['total_tokens'], source, as_of])
        count(dataset, source, as_of, r['source'], got)
    name = 'formats/rankings-daily_rows_2025-03-07.kadentato.json'
    with open(os.path.join(folder, name), encoding='utf-8') as f:
        day = json.load(f)
    as_of = day['fetched_at'][:10]
    for r in day['rows']:
        add('usage_daily/%s-kadentato.csv' % as_of, 'usage_daily', head,
            [r['date'], r['model_permaslug'], r['total_tokens'], 'kadentato', as_of])
        count('usage_daily', 'kadentato', as_of, name, day['fetched_at'].replace('+00:00', 'Z'))


def week_source(label):
    """(dataset, source, as_of, mark) of a label; None for sums of daily rows."""
    if label.startswith('sum-of-rankings-daily'):
        return None
    m = re.match(r'(chart-top9|chart-total|leaderboard-week)@(\d{4}-\d\d-\d\d)(.*)$', label)
    dataset = {'chart-top9': 'usage_weekly', 'chart-total': 'totals_weekly',
               'leaderboard-week': 'leaderboard_weekly'}[m.group(1)]
    source = 'chart'
    for known in ('johnbean393', 'clarencechien'):
        if known in m.group(3):
            source = known
    return dataset, source, m.group(2), 'PARTIAL' if 'PARTIAL' in m.group(3) else ''


def weekly(folder):
    head = ['week', 'model', 'tokens', 'mark', 'source', 'as_of']
    for r in rows_of(folder, 'usage_weekly.csv'):
        key = week_source(r['source'])
        # A listed model has traffic: a zero is a look-up of the collector that failed.
        if key is None or r['total_tokens'] == '0':
            continue
        dataset, source, as_of, mark = key
        model = {'__others__': 'other', '__total__': 'total'}.get(
            r['model_permaslug'], r['model_permaslug'])
        add(dataset + '.csv', dataset, head,
            [r['week_start'], model, r['total_tokens'], mark, source, as_of])
        count(dataset, source, as_of, r['source'])


def billions(folder):
    # The collection names no date of its own: its last day gives the earliest.
    last = max(r['date'] for r in rows_of(folder, 'usage_daily_totals.csv'))
    as_of = (dt.date.fromisoformat(last) + dt.timedelta(1)).isoformat()
    for r in rows_of(folder, 'usage_daily_totals.csv'):
        add('totals_daily.csv', 'totals_daily', ['date', 'billions', 'source', 'as_of'],
            [r['date'], r['total_tokens_billion'], r['source'], as_of])
        count('totals_daily', r['source'], as_of, 'usage_daily_totals.csv')
    for r in rows_of(folder, 'usage_daily_by_author.csv'):
        add('authors_daily.csv', 'authors_daily',
            ['date', 'author', 'billions', 'source', 'as_of'],
            [r['date'], r['author_bucket'], r['total_tokens_billion'], r['source'], as_of])
        count('authors_daily', r['source'], as_of, 'usage_daily_by_author.csv')


def price_text(text):
    """'-1000000' stands for a price that varies by request: no price."""
    return '' if text.startswith('-') else text


def prices(folder):
    """Change-points: a row where a model's price differs from the source's day before."""
    head = ['model_id', 'from', 'usd_per_mtok_in', 'usd_per_mtok_out', 'context', 'source', 'as_of']
    seen = {}
    for r in rows_of(folder, 'prices.csv'):
        source = r['source'].split('@')[0]
        key = (price_text(r['input_usd_per_mtok']), price_text(r['output_usd_per_mtok']),
               r['context_length'])
        seen.setdefault(source, {}).setdefault(r['as_of_date'], {})[r['model_id']] = key
        count('prices', source, r['as_of_date'], r['source'], '', SCOPE.get(source, 'full'))
    for source, by_day in seen.items():
        now = {}
        for day in sorted(by_day):
            for model in sorted(set(now) | set(by_day[day])):
                new = by_day[day].get(model)
                if new == now.get(model):
                    continue
                now[model] = new
                row = new or ('gone', 'gone', '')
                add('prices.csv', 'prices', head, [model, day, *row, source, day])


def models(folder):
    head = ['model_id', 'permaslug', 'name', 'created', 'context', 'source', 'as_of']
    listed = set()
    for name, source in (('2026-01-29', 'xiechengqi'), ('2026-08-08', 'sui414')):
        with gzip.open(os.path.join(folder, 'formats/api_v1_models_%s.json.gz' % name)) as f:
            data = json.load(f, parse_float=str, parse_int=str)
        for m in data['data'] if isinstance(data, dict) else data:
            add('models.csv', 'models', head,
                [m['id'], m['canonical_slug'], m['name'], m['created'],
                 m['context_length'] or '', source, name])
            count('models', source, name, 'formats/api_v1_models_%s.json.gz' % name)
            listed.add(m['id'])
    newest = {}
    for r in rows_of(folder, 'prices.csv'):
        if r['created']:
            newest[r['model_id']] = max(newest.get(r['model_id'], ''), r['as_of_date'])
    for r in rows_of(folder, 'models_created.csv'):
        if r['model_id'] in listed:
            continue
        add('models.csv', 'models', head,
            [r['model_id'], '', '', r['created_unix'], '', 'listing', newest[r['model_id']]])
        count('models', 'listing', newest[r['model_id']], 'models_created.csv')


def authors(folder):
    as_of = '2026-10-11'
    for r in rows_of(folder, 'authors.csv'):
        country = r['country']
        # A router and cloaked models have no known developer.
        if r['author_slug'] in ('openrouter', 'stealth'):
            country = '??'
        add('authors.csv', 'authors',
            ['author', 'name', 'company', 'country', 'note', 'source', 'as_of'],
            [r['author_slug'], r['display_name'], r['company'], country, r['note'],
             'claimcheck', as_of])
        count('authors', 'claimcheck', as_of, 'authors.csv')


def apps(folder):
    name = 'formats/app-rankings_rows_2026-08-22.silentdog918.json'
    with open(os.path.join(folder, name), encoding='utf-8') as f:
        data = json.load(f)
    for r in data:
        add('apps.csv', 'apps',
            ['from', 'to', 'rank', 'app_id', 'name', 'tokens', 'requests', 'source', 'as_of'],
            ['2026-07-23', '2026-08-21', r['rank'], r['app_id'], r['app_name'],
             r['total_tokens'], r['total_requests'], 'silentdog918', '2026-08-22'])
        count('apps', 'silentdog918', '2026-08-22', name)


def reveals(out):
    """Kept by hand in the folder itself; counted here for its line in snapshots.csv."""
    path = os.path.join(out, 'reveals.csv')
    if not os.path.exists(path):
        return
    with open(path, newline='', encoding='utf-8') as f:
        f.readline()
        for r in csv.DictReader(f):
            count('reveals', r['source'], r['as_of'], 'reveals.csv')


def write(path, dataset, header, rows):
    os.makedirs(os.path.dirname(path) or '.', exist_ok=True)
    with open(path, 'w', newline='', encoding='utf-8') as f:
        f.write('# claimcheck table %s 1\n' % dataset)
        w = csv.writer(f, lineterminator='\n')
        w.writerow(header)
        w.writerows(rows)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    folder, out = sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else '.'
    for part in (daily, weekly, billions, prices, models, authors, apps):
        part(folder)
    reveals(out)
    for (path, dataset), (header, rows) in tables.items():
        write(os.path.join(out, path), dataset, header,
              sorted([[str(x) for x in r] for r in rows]))
    write(os.path.join(out, 'snapshots.csv'), 'snapshots',
          ['dataset', 'source', 'as_of', 'retrieved_at', 'scope', 'rows', 'title', 'origin',
           'license'],
          [[d, s, a, got, scope, n, TITLES[(d, s)], origin, OWN.get(s, LICENSE)]
           for (d, s, a), (n, got, scope, origin) in sorted(snapshots.items())])


main()

#!/usr/bin/env python3
"""The house style as checks.  tests/README.md says what each rule is for.

tests/lint/lint.py [--notes]

Findings are `file:line: what is wrong`; the last line is `N passed, N failed`
with one test for each pair of file and rule.  --notes also lists what is
allowed but not aimed at (sizes above the soft limit) and the measured sizes.
"""
import os
import re
import statistics
import subprocess
import sys

from csource import Source

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
LAYERS = "base num text rule scan store sync verify report cmd".split()
TOP_LEVEL = {"Makefile", "README.md", "LICENSE", "src", "rules", "corpus", "tests"}

FILE_SOFT, FILE_HARD = 500, 800
FUNCTION_SOFT, FUNCTION_HARD = 40, 80
PARAMETERS_SOFT = 5
NESTING_SOFT = 3
COLUMNS_SOFT, COLUMNS_HARD = 90, 100

# A library's headers, and the only files that may include them.
LIBRARY_USERS = [
    (r"gmp\.h", r"src/num/rat\.h"),
    (r"pcre2\.h|yaml\.h", r"src/rule/"),
    (r"sqlite3\.h", r"src/store/"),
    (r"curl/.*", r"src/sync/net_|src/text/url_"),
    (r"libxml/.*", r"src/text/xml_"),
    (r"sha2\.h", r"src/base/"),
    (r"zlib\.h", r"src/base/|src/text/"),
    (r"dlfcn\.h", r"src/base/plugin\.c"),
]

# Calls and words that are not for this code; where they stand all the same.
BANNED = [
    (r"\b(?:double|float|strtold|strtof|long\s+double)\b", r"src/report/|tests/bench/",
     "binary floating point"),
    (r"\b(?:printf|puts|putchar|perror|exit|_exit|vprintf)\s*\(", r"src/cmd/|src/base/base\.c|tests/",
     "only src/cmd prints or ends the program"),
    (r"\bstderr\b|\bstdout\b", r"src/cmd/|src/base/base\.c|tests/", "only src/cmd prints"),
    (r"\babort\s*\(", r"src/base/base\.c|tests/", "BUG() says more than abort()"),
    (r"\b(?:alloca|setlocale|setenv|putenv|rand|srand|tmpnam|mktemp)\s*\(", r"tests/",
     "hidden state or unbounded memory"),
    (r"(?<![\w.>])(?:time|clock|gettimeofday|clock_gettime)\s*\(", r"src/cmd/|src/sync/|tests/",
     "no clock below sync and cmd"),
    (r"(?<![\w.>])(?:malloc|calloc|realloc|strdup|strndup)\s*\(", r"src/base/base\.c|tests/",
     "xmalloc and its kin, or an arena"),
]

# The only mutable state of the process, each with its lock.
STATE_FILES = {"src/base/plugin.c"}

# Hosts of package registries and folders of one machine have no place here.
FOREIGN = re.compile(r"(?:deb\.debian\.org|pypi\.org|npmjs\.(?:org|com)|crates\.io|proxy\.golang\.org)"
                     r"|(?<![\w.$}/-])/(?:home|root|Users)/\w")


class Report:
    def __init__(self):
        self.findings, self.notes, self.tests, self.failed = [], [], 0, set()

    def test(self, path, rule, findings):
        """Counts one rule over one file; findings are (line, text)."""
        self.tests += 1
        for line, text in findings:
            self.failed.add((path, rule))
            self.findings.append("%s:%d: %s" % (path, line, text))


def tracked():
    """Files of the tree: known to git, or new and not ignored."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
                            cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    return sorted(p for p in set(listed.split("\0")) if p and os.path.isfile(os.path.join(ROOT, p)))


def layer(path):
    match = re.match(r"src/(\w+)/", path)
    return match[1] if match else None


def check_includes(source):
    own = layer(source.path)
    if not source.path.startswith("src/"):
        return
    for line, kind, name in source.includes:
        if kind == "<":
            for pattern, users in LIBRARY_USERS:
                if re.fullmatch(pattern, name) and not re.match(users, source.path):
                    yield line, "<%s> is for %s only" % (name, users.replace("\\", ""))
            continue
        other = name.split("/")[0] if "/" in name else None
        if own is None:
            continue
        if not os.path.exists(os.path.join(ROOT, "src", name)):
            yield line, '"%s" does not exist from src/' % name
        elif other and other not in LAYERS:
            yield line, '"%s" is in no known layer' % name
        elif other and LAYERS.index(other) > LAYERS.index(own):
            yield line, "%s may not use %s, which stands right of it" % (own, other)


def check_first_include(source):
    if not source.path.startswith("src/"):
        return
    if not source.opening:
        yield 1, "opens without a comment that says what the file is for"
    if not source.path.endswith(".c") or not source.includes:
        return
    header = source.path[4:-2] + ".h"
    line, kind, name = source.includes[0]
    if os.path.exists(os.path.join(ROOT, "src", header)):
        if name != header:
            yield line, 'the first include is its own header "%s"' % header
    elif kind == "<":
        yield line, "the first include is a header of the project"


def check_guard(source):
    if not re.match(r"src/\w+/\w+\.h$", source.path):
        return
    guard = "CC_" + source.path[4:].replace("/", "_").replace(".", "_").upper()
    if "#ifndef %s\n#define %s\n" % (guard, guard) not in source.text:
        yield 1, "include guard is not %s" % guard


def check_words(source):
    for pattern, allowed, why in BANNED:
        if re.match(allowed, source.path):
            continue
        for match in re.finditer(pattern, source.code):
            yield source.line_of(match.start()), "'%s': %s" % (match[0].strip(" ("), why)
    for match in re.finditer(r"\b(?:TODO|FIXME|XXX|HACK)\b", source.text):
        yield source.line_of(match.start()), "'%s': do it or leave it" % match[0]


def check_layout(source):
    for number, text in enumerate(source.text.split("\n"), 1):
        if "\t" in text:
            yield number, "tab"
        if text != text.rstrip():
            yield number, "white space at the end"
        if len(text) > COLUMNS_HARD:
            yield number, "%d columns, %d are the end" % (len(text), COLUMNS_HARD)


def check_sizes(source):
    if source.lines > FILE_HARD:
        yield 1, "%d lines, %d are the end" % (source.lines, FILE_HARD)
    for f in source.functions:
        if f.lines > FUNCTION_HARD:
            yield f.line, "%s() has %d lines, %d are the end" % (f.name, f.lines, FUNCTION_HARD)


def check_state(source):
    if source.path in STATE_FILES or not source.path.startswith("src/"):
        return
    for line, name in source.mutable_statics():
        yield line, "'%s' is mutable state of the process" % name


def check_documented(source):
    if not re.match(r"src/.*\.h$", source.path):
        return
    for p in source.prototypes:
        if not p.documented:
            yield p.line, "%s() has no comment" % p.name


def c_notes(source):
    if source.lines > FILE_SOFT:
        yield 1, "%d lines" % source.lines
    for number, text in enumerate(source.text.split("\n"), 1):
        if len(text) > COLUMNS_SOFT:
            yield number, "%d columns" % len(text)
    for f in source.functions:
        if f.lines > FUNCTION_SOFT:
            yield f.line, "%s() has %d lines" % (f.name, f.lines)
        if f.parameters > PARAMETERS_SOFT:
            yield f.line, "%s() has %d parameters" % (f.name, f.parameters)
        if f.nesting > NESTING_SOFT:
            yield f.line, "%s() nests %d deep" % (f.name, f.nesting)


C_RULES = [check_includes, check_first_include, check_guard, check_words, check_layout,
           check_sizes, check_state, check_documented]


def text_findings(path, text):
    parent = os.path.dirname(ROOT) + "/"
    for number, line in enumerate(text.split("\n"), 1):
        if FOREIGN.search(line):
            yield number, "a path of one machine or a registry's host"
        elif parent != "/" and parent in line:
            yield number, "a path of this machine"


def lint_c(path, text, report, everything):
    source = Source(path, text)
    everything.append(source)
    for rule in C_RULES:
        report.test(path, rule.__name__, list(rule(source)))
    if path.startswith("src/"):
        report.notes += ["%s:%d: %s" % (path, line, what) for line, what in c_notes(source)]


def lint_top_level(files, report):
    names = {f.split("/")[0] for f in files}
    strange = sorted(n for n in names if not n.startswith(".") and n not in TOP_LEVEL)
    report.test("top level", "names", [(1, "'%s' is not among the agreed names" % n) for n in strange])


def lint_file(path, report, everything):
    with open(os.path.join(ROOT, path), "rb") as f:
        data = f.read()
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return
    if not path.startswith(("tests/lint/", "tests/fuzz/corpus/")):
        report.test(path, "text", list(text_findings(path, text)))
    if path.endswith((".c", ".h")) and path.startswith(("src/", "tests/")):
        lint_c(path, text, report, everything)


def measures(sources):
    functions = [f for s in sources if s.path.startswith("src/") for f in s.functions]
    prototypes = [p for s in sources if s.path.endswith(".h") for p in s.prototypes]
    if not functions or not prototypes:
        return
    sizes = sorted(f.lines for f in functions)
    print("functions: %d, median %d lines, p90 %d, longest %d; prototypes documented: %d of %d" %
          (len(sizes), statistics.median(sizes), sizes[len(sizes) * 9 // 10], sizes[-1],
           sum(p.documented for p in prototypes), len(prototypes)))
    ours = sum(s.lines for s in sources if s.path.startswith("src/"))
    tests = sum(s.lines for s in sources if s.path.startswith("tests/"))
    print("lines of C: %d in src, %d in tests" % (ours, tests))


def main():
    report, everything, files = Report(), [], tracked()
    lint_top_level(files, report)
    for path in files:
        lint_file(path, report, everything)
    for finding in report.findings:
        print(finding)
    if "--notes" in sys.argv[1:]:
        for note in report.notes:
            print("note: " + note)
        measures(everything)
    print("%d passed, %d failed" % (report.tests - len(report.failed), len(report.failed)))
    return 1 if report.failed else 0


sys.exit(main())

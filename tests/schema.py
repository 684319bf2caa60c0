#!/usr/bin/env python3
"""Validates JSON against a schema, with nothing but the standard library.

tests/schema.py SCHEMA [FILE...]      each FILE (or standard input) is one JSON value
tests/schema.py --lines SCHEMA [...]  ... or one value a line

Knows the keywords of JSON Schema 2020-12 that our schemas use and refuses a
schema with any other, so that nothing is silently not checked.  Also checks
what a schema cannot say of our reports: the order of keys is the schema's.
The last line is `N passed, N failed`; status 1 if any failed.
"""
import json
import re
import sys

NOTES = {"$schema", "$id", "$defs", "title", "description"}
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def is_type(value, name):
    if name == "integer":
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, TYPES[name])


class Schema:
    def __init__(self, root):
        self.root = root

    def resolve(self, ref):
        node = self.root
        for part in ref[2:].split("/"):
            node = node[part]
        return node

    def check(self, value, schema, at=""):
        """Yields what is wrong."""
        for keyword, arg in schema.items():
            if keyword in NOTES or keyword == "required":
                continue
            test = getattr(self, "k_" + keyword.lstrip("$"), None)
            if not test:
                raise SystemExit("schema keyword %r is not known here" % keyword)
            yield from test(value, arg, schema, at)

    def k_ref(self, value, arg, schema, at):
        yield from self.check(value, self.resolve(arg), at)

    def k_type(self, value, arg, schema, at):
        names = arg if isinstance(arg, list) else [arg]
        if not any(is_type(value, n) for n in names):
            yield "%s: %r is no %s" % (at, value, " or ".join(names))

    def k_enum(self, value, arg, schema, at):
        if value not in arg:
            yield "%s: %r is none of %s" % (at, value, arg)

    def k_const(self, value, arg, schema, at):
        if value != arg:
            yield "%s: %r is not %r" % (at, value, arg)

    def k_pattern(self, value, arg, schema, at):
        if isinstance(value, str) and not re.search(arg, value):
            yield "%s: %r does not match %s" % (at, value, arg)

    def k_minimum(self, value, arg, schema, at):
        if is_type(value, "integer") and value < arg:
            yield "%s: %r is below %r" % (at, value, arg)

    def k_minLength(self, value, arg, schema, at):
        if isinstance(value, str) and len(value) < arg:
            yield "%s: %r is shorter than %d" % (at, value, arg)

    def k_items(self, value, arg, schema, at):
        if isinstance(value, list):
            for i, item in enumerate(value):
                yield from self.check(item, arg, "%s[%d]" % (at, i))

    def k_anyOf(self, value, arg, schema, at):
        tries = [list(self.check(value, s, at)) for s in arg]
        if all(tries):
            yield from min(tries, key=lambda t: sum(e.endswith("is no array") or
                                                    e.endswith("is no object") for e in t))

    def k_properties(self, value, arg, schema, at):
        if not isinstance(value, dict):
            return
        for key in schema.get("required", []):
            if key not in value:
                yield "%s: no key %r" % (at, key)
        for key, item in value.items():
            if key in arg:
                yield from self.check(item, arg[key], "%s.%s" % (at, key))
        order = [k for k in arg if k in value]
        if order != [k for k in value if k in arg]:
            yield "%s: keys are not in the order %s" % (at, order)

    def k_additionalProperties(self, value, arg, schema, at):
        if arg is not False:
            raise SystemExit("additionalProperties is only known as false")
        for key in value if isinstance(value, dict) else ():
            if key not in schema["properties"]:
                yield "%s: unknown key %r" % (at, key)


def no_constant(name):
    raise ValueError("%s is no JSON" % name)


def unique(pairs):
    keys = [k for k, _ in pairs]
    if len(set(keys)) != len(keys):
        raise ValueError("a key stands twice among %s" % keys)
    return dict(pairs)


def errors_of(schema, text):
    try:
        value = json.loads(text, parse_constant=no_constant, object_pairs_hook=unique)
    except ValueError as e:
        return [str(e)]
    return list(Schema(schema).check(value, schema))


def main():
    args = sys.argv[1:]
    lines = args[:1] == ["--lines"]
    if lines:
        args = args[1:]
    schema = json.load(open(args[0], encoding="utf-8"))
    passed = failed = 0
    for path in args[1:] or ["-"]:
        data = sys.stdin.buffer.read() if path == "-" else open(path, "rb").read()
        text = data.decode("utf-8")
        for n, part in enumerate(text.splitlines() if lines else [text], 1):
            found = errors_of(schema, part)
            for e in found[:10]:
                print("%s:%d: %s" % (path, n, e))
            passed, failed = passed + (not found), failed + bool(found)
    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

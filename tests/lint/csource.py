"""What the lint knows of a C file, by lines and brackets: no parser, because
the house layout (a function's braces in column 0) makes one unnecessary."""
import re
from dataclasses import dataclass


@dataclass
class Function:
    name: str
    line: int        # of its opening brace
    lines: int       # from brace to brace
    parameters: int
    nesting: int     # deepest control statement, the outermost being 1


@dataclass
class Prototype:
    name: str
    line: int
    documented: bool


def blank(match):
    """Comment or literal as spaces, so that offsets and lines stay."""
    return re.sub(r"[^\n]", " ", match[0])


COMMENT = r"/\*.*?\*/|//[^\n]*"
LITERAL = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
SIGNATURE = re.compile(r"([A-Za-z_]\w*)\s*\(([^;{}]*)\)\s*\Z", re.S)
CONTROL = re.compile(r"( *)(?:\} else |else )?(?:if|for|while|switch|do)\b")


class Source:
    def __init__(self, path, text):
        self.path, self.text = path, text
        self.lines = text.count("\n")
        # Comments first as one alternation with literals: a quote in a comment
        # opens no literal, a slash in a literal no comment.
        self.code = re.sub(COMMENT + "|" + LITERAL, blank, text, flags=re.S)
        self.opening = bool(re.match(r"/\*.*?\*/", text, re.S))
        self.includes = [(self.line_of(m.start()), m[1], m[2]) for m in
                         re.finditer(r'^#include ([<"])([^>"]+)[>"]', text, re.M)]
        self.functions = list(self._functions())
        self.prototypes = list(self._prototypes())

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def _functions(self):
        for m in re.finditer(r"^\{\n(.*?)^\}$", self.code, re.M | re.S):
            before = self.code[:m.start()].rstrip()
            signature = SIGNATURE.search(before[-2000:])
            if not signature:
                continue
            body = m[1]
            depths = [len(c[1]) // 4 for c in
                      (CONTROL.match(line) for line in body.split("\n")) if c]
            parameters = signature[2].strip()
            yield Function(signature[1], self.line_of(m.start()), body.count("\n") + 2,
                           0 if parameters in ("", "void") else parameters.count(",") + 1,
                           max(depths, default=0))

    def _statements(self):
        """(offset, text) of each statement at file scope, `;` excluded."""
        code = re.sub(r"^#(?:[^\n\\]|\\\n|\\.)*", blank, self.code, flags=re.M | re.S)
        depth, start = 0, 0
        for i, c in enumerate(code):
            if c == "{":
                depth += 1
            elif c == "}":
                depth -= 1
                # the end of a function, not of an initialiser or a type
                if depth == 0 and re.match(r"\}\s*\n", code[i:]) and code[i - 1] == "\n" \
                        and SIGNATURE.search(code[start:code.find("{", start)].rstrip()):
                    start = i + 1
            elif c == ";" and depth == 0:
                text = code[start:i]
                yield start + len(text) - len(text.lstrip()), text.strip()
                start = i + 1

    def _prototypes(self):
        if not self.path.endswith(".h"):
            return
        for offset, text in self._statements():
            head = re.sub(r"__attribute__\s*\(\(.*\)\)", "", text, flags=re.S).rstrip()
            if "{" in head or head.startswith("typedef") or not head.endswith(")"):
                continue
            name = re.search(r"(\w+)\s*\(", head)
            if not name:
                continue
            before = self.text[:offset].rstrip(" ")
            end = self.text.find("\n", offset + len(text))
            documented = re.search(r"\*/\n\Z", before) is not None or \
                "/*" in self.text[offset:end]
            yield Prototype(name[1], self.line_of(offset), documented)

    def mutable_statics(self):
        """File-scope and function-local variables that keep state."""
        for offset, text in self._statements():
            head = text.split("=")[0].split("{")[0]
            if text.startswith(("typedef", "struct", "enum", "union", "extern")) and "=" not in head + text[len(head):][:1]:
                continue
            if "(" in head or re.search(r"\bconst\b", head) or not re.search(r"\w\s+\**\w", head):
                continue
            yield self.line_of(offset), head.split()[-1]
        for m in re.finditer(r"^ +static (?!.*\bconst\b)[^(;]*[;=]", self.code, re.M):
            yield self.line_of(m.start()), m[0].strip()

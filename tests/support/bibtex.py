"""A reader of BibTeX as strict as the old program: entries, fields, names, and what TeX prints of a text."""

from __future__ import annotations

import re

COMMANDS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
    "textless": "<", "textgreater": ">", "textbar": "|",
}  # fmt: skip
LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", ",,": "„", "!`": "¡", "?`": "¿"}
PRINTED = re.compile(
    r"\\(?P<word>[A-Za-z]+)(?:\{\}|\s|(?![A-Za-z]))|\\(?P<sign>[$&%#_])|(?P<joined>---|--|``|''|,,|!`|\?`)"
    r"|(?P<runs>[$&%#_~^\\<>|])|(?P<brace>[{}])"
)
ENTRY = re.compile(r"@([a-z]+)\{([^\s,{}]+),\n")
FIELD = re.compile(r"\t([a-z]+) = (?:\{|([a-z]{3})(?=,?\n))")


def entries(text):
    """Return key -> field -> value as it stands between its braces; a month without them is one of BibTeX's own."""
    found, at = {}, 0
    while at < len(text):
        head = ENTRY.match(text, at)
        assert head, text[at : at + 80]
        assert head[2] not in found
        fields, at = {}, head.end()
        while field := FIELD.match(text, at):
            assert field[1] not in fields
            end = field.end() if field[2] else closing(text, field.end())
            fields[field[1]] = field[2] or text[field.end() : end - 1]
            at = end + (text[end] == ",") + 1
        assert text[at : at + 2] == "}\n", text[at : at + 80]
        assert not any("\n" in value for value in fields.values())
        found[head[2]] = fields
        at += 2
        at += len(re.match(r"\n*", text[at:])[0])
    return found


def closing(text, at):
    """Return what follows the brace that closes the one before `at`; a backslash before a brace changes nothing."""
    depth = 1
    while depth:
        depth += {"{": 1, "}": -1}.get(text[at], 0)
        at += 1
    return at


def printed(tex):
    """Return what TeX prints of a text; a character that it would run, or a command that it lacks, is an error."""

    def one(match):
        assert not match["runs"], f"{match[0]!r} in {tex!r}"
        word = COMMANDS[match["word"]] if match["word"] else ""
        return word or match["sign"] or LIGATURES.get(match["joined"], "")

    return PRINTED.sub(one, tex)


def names(value):
    """Return the names of a field, each as family and given name; "" is the given name of a body in braces."""
    people = split(value, " and ")
    assert all(len(split(one, ",")) <= 2 for one in people)
    return [tuple(printed(part).strip() for part in [*split(one, ","), ""][:2]) for one in people]


def split(text, by):
    """Return the parts of a text between a word that stands outside of braces."""
    parts, depth, last = [], 0, 0
    for at, char in enumerate(text):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if not depth and text.startswith(by, at):
            parts.append(text[last:at])
            last = at + len(by)
    return [*parts, text[last:]]

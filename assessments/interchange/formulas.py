"""Formulas of calculated questions: what other systems write, made into our small grammar.

The grammar is numbers, parameter names, ``+ - * / ** ( )`` and ``min max round``. Nothing is
evaluated here.
"""

import re

_TOKEN = re.compile(
    r"\s*(?:(?P<number>(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|\{(?P<braced>[^{}]{1,80})\}"
    r"|(?P<name>[A-Za-z_]\w*)|(?P<power>\*\*|\^)|(?P<sign>[-+*/(),]))"
)
_FUNCTIONS = {"min", "max", "round"}
_CONSTANTS = {"pi": "3.141592653589793"}
MAX_LENGTH = 1000


class FormulaRefused(ValueError):
    """The formula says something our grammar cannot. The argument is the piece that does."""


def parameter_name(text: str) -> str:
    """``text`` as a name of our grammar: letters, digits and underscores."""
    plain = re.sub(r"\W+", "_", text.strip(), flags=re.ASCII).strip("_")
    return plain if plain and not plain[0].isdigit() else f"p_{plain}"


def translate(formula: str, *, parameters: set[str], braced: bool) -> str:
    """``formula`` in our grammar. ``braced`` says that parameters are written ``{name}``.

    Reads ``pow(a, b)`` as ``(a) ** (b)`` and ``^`` as a power where parameters are not braced (in
    Moodle's PHP it is no power). Raises FormulaRefused with the piece that cannot be said.
    """
    if len(formula) > MAX_LENGTH:
        raise FormulaRefused(formula[:40])
    tokens: list[str] = []
    place = 0
    text = formula.strip()
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            if not text[place:].strip():
                break
            raise FormulaRefused(text[place : place + 20].strip())
        place = found.end()
        if found["number"]:
            tokens.append(found["number"])
        elif found["braced"] or found["name"]:
            tokens.append(_name(found, parameters, braced=braced))
        elif found["power"]:
            if braced and found["power"] == "^":
                raise FormulaRefused("^")
            tokens.append("**")
        else:
            tokens.append(found["sign"])
    done = _powers(tokens)
    _check_parentheses(done)
    return " ".join(done).replace("( ", "(").replace(" )", ")").replace(" ,", ",")


def _name(found: re.Match[str], parameters: set[str], *, braced: bool) -> str:
    if found["braced"]:
        name = parameter_name(found["braced"])
        if name not in parameters:
            raise FormulaRefused(found["braced"])
        return name
    word = found["name"]
    if not braced and word in parameters:
        return word
    if word.lower() in _CONSTANTS:
        return _CONSTANTS[word.lower()]
    if word.lower() in _FUNCTIONS | {"pow"}:
        return word.lower()
    raise FormulaRefused(word)


def _powers(tokens: list[str]) -> list[str]:
    """``pow ( a , b )`` as ``( ( a ) ** ( b ) )``, and Moodle's ``pi ( )`` without its braces."""
    done: list[str] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        following = tokens[place + 1 : place + 3]
        if token == _CONSTANTS["pi"] and following == ["(", ")"]:
            done.append(token)
            place += 3
            continue
        if token != "pow":  # noqa: S105
            done.append(token)
            place += 1
            continue
        comma, end = _arguments(tokens, place + 1)
        base = _powers(tokens[place + 2 : comma])
        exponent = _powers(tokens[comma + 1 : end])
        done += ["(", "(", *base, ")", "**", "(", *exponent, ")", ")"]
        place = end + 1
    return done


def _arguments(tokens: list[str], start: int) -> tuple[int, int]:
    """Places of the comma and the closing parenthesis of a call with two arguments."""
    depth = 0
    commas: list[int] = []
    for place in range(start, len(tokens)):
        if tokens[place] == "(":
            depth += 1
        elif tokens[place] == ")":
            depth -= 1
            if depth == 0:
                if len(commas) != 1:
                    break
                return commas[0], place
        elif tokens[place] == "," and depth == 1:
            commas.append(place)
        if depth == 0:
            break
    raise FormulaRefused("pow")


def _check_parentheses(tokens: list[str]) -> None:
    depth = 0
    for piece in tokens:
        depth += {"(": 1, ")": -1}.get(piece, 0)
        if depth < 0:
            raise FormulaRefused(")")
    if depth or not tokens:
        raise FormulaRefused("(")

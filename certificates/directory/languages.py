"""The languages a clinic or a practitioner may name: one list, so that they can be found.

ISO 639-1 codes; 639-3 for sign languages. Django's own catalogs translate most of the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

LANGUAGES = [
    ("sq", _("Albanian")),
    ("ar", _("Arabic")),
    ("bn", _("Bengali")),
    ("bfi", _("British Sign Language")),
    ("bg", _("Bulgarian")),
    ("zh", _("Chinese")),
    ("hr", _("Croatian")),
    ("cs", _("Czech")),
    ("da", _("Danish")),
    ("nl", _("Dutch")),
    ("en", _("English")),
    ("et", _("Estonian")),
    ("fi", _("Finnish")),
    ("fr", _("French")),
    ("de", _("German")),
    ("el", _("Greek")),
    ("gu", _("Gujarati")),
    ("ha", _("Hausa")),
    ("he", _("Hebrew")),
    ("hi", _("Hindi")),
    ("hu", _("Hungarian")),
    ("ga", _("Irish")),
    ("it", _("Italian")),
    ("ja", _("Japanese")),
    ("ko", _("Korean")),
    ("ku", _("Kurdish")),
    ("lv", _("Latvian")),
    ("lt", _("Lithuanian")),
    ("nb", _("Norwegian")),
    ("fa", _("Persian")),
    ("pl", _("Polish")),
    ("pt", _("Portuguese")),
    ("pa", _("Punjabi")),
    ("ro", _("Romanian")),
    ("ru", _("Russian")),
    ("gd", _("Scottish Gaelic")),
    ("sr", _("Serbian")),
    ("sk", _("Slovak")),
    ("so", _("Somali")),
    ("es", _("Spanish")),
    ("sv", _("Swedish")),
    ("tl", _("Tagalog")),
    ("ta", _("Tamil")),
    ("th", _("Thai")),
    ("tr", _("Turkish")),
    ("tw", _("Twi")),
    ("uk", _("Ukrainian")),
    ("ur", _("Urdu")),
    ("vi", _("Vietnamese")),
    ("cy", _("Welsh")),
    ("yo", _("Yoruba")),
]
LANGUAGE_CODES = frozenset(code for code, _name in LANGUAGES)


def language_names(codes: Iterable[str]) -> str:
    """The names of ``codes`` in the reader's language, in their order, joined by commas."""
    names = dict(LANGUAGES)
    return ", ".join(str(names.get(code, code)) for code in codes)


def read_languages(words: str, names: Iterable[tuple[str, str]]) -> tuple[list[str], list[str]]:
    """Codes for ``words`` such as "English, Polish", each once, and the words that name none."""
    by_name = {name.casefold(): code for code, name in names}
    codes: dict[str, None] = {}
    unknown: list[str] = []
    for word in re.split(r"[,;/\n]| and ", words):
        if not (word := word.strip(" .")):
            continue
        if code := by_name.get(word.casefold()):
            codes[code] = None
        else:
            unknown.append(word)
    return list(codes), unknown

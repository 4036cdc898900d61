"""A price range in words. Pure."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from certificates.directory.enums import Currency, PriceUnit

SIGNS = {
    Currency.GBP: "£",
    Currency.EUR: "€",
    Currency.USD: "$",
    Currency.CAD: "CA$",
    Currency.AUD: "A$",
    Currency.NZD: "NZ$",
    Currency.CHF: "CHF\u00a0",
    Currency.AED: "AED\u00a0",
}


def price_words(low: int | None, high: int | None, currency: str, unit: str) -> str:
    """Such as "£900 to £1,400 for all sessions together"; empty when no price is given."""
    if low is None or high is None:
        return ""
    sign = SIGNS[Currency(currency)]
    values = {
        "low": f"{sign}{number_format(low, use_l10n=True, force_grouping=True)}",
        "high": f"{sign}{number_format(high, use_l10n=True, force_grouping=True)}",
        "unit": PriceUnit(unit).label,
    }
    if low == high:
        return _("%(low)s %(unit)s") % values
    return _("%(low)s to %(high)s %(unit)s") % values

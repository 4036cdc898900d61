"""Choice questions of QTI 1.x: which options its scoring rewards."""

from decimal import Decimal

from django.utils.translation import gettext as _

from assessments.interchange import build_choice
from assessments.interchange.html import inner_words
from assessments.interchange.model import Raw
from assessments.interchange.qti12_item import ZERO, Item, Response, explained, item_stem, read_told


def choice(item: Item) -> tuple[str, Raw]:
    draft, response = item.draft, item.responses[0]
    if len(item.responses) > 1:
        draft.refuse(_("The item mixes several kinds of answers; that is not possible here."))
    several = response.cardinality == "multiple" or item.kind == "multiple_answers_question"
    if several:
        item.scoring.several |= {response.ident}
        fractions = _several_key(item, response)
    else:
        scores = {
            label: item.scoring.score({response.ident: frozenset({label})})
            for label, _text in response.labels
        }
        best = max(scores.values(), default=ZERO)
        if best <= 0:
            draft.refuse(_("The file does not say which option is right."))
        fractions = {label: score / best for label, score in scores.items()}
    key = {response.ident: frozenset(label for label, share in fractions.items() if share > 0)}
    told = read_told(item, key)
    stem = draft.stem(item_stem(item))
    words = [(label, inner_words(markup).casefold()) for label, markup in response.labels]
    if not several and {word for _label, word in words} == {"true", "false"} and len(words) == 2:
        truth = {label: word == "true" for label, word in words}
        right = max(fractions, key=lambda label: fractions[label])
        wrong = next(label for label in truth if label != right)
        return build_choice.true_false(
            draft,
            stem,
            truth[right],
            right_feedback=told.options.get(right, "") + told.right,
            wrong_feedback=told.options.get(wrong, "") + told.wrong,
            explanation=told.general,
        )
    options = [
        build_choice.option(
            draft,
            markup,
            max(min(fractions[label], Decimal(1)), Decimal(-1)),
            told.options.get(label, ""),
        )
        for label, markup in response.labels
    ]
    return build_choice.choice(
        draft, stem, options, several=several, explanation=explained(item, told)
    )


def _several_key(item: Item, response: Response) -> dict[str, Decimal]:
    """What each option of a multiple response is worth, as shares that add up to one."""
    scoring, ident = item.scoring, response.ident
    labels = [label for label, _text in response.labels]
    nothing = scoring.score({})
    alone = {label: scoring.score({ident: frozenset({label})}) - nothing for label in labels}
    candidates = [frozenset(label for label in labels if alone[label] > 0)]
    for rule in scoring.rules:
        if rule.rewards:
            named = {test.value for test in rule.tests() if not test.negated}
            candidates.append(frozenset(named & set(labels)))
    key = max(
        (candidate for candidate in candidates if candidate),
        key=lambda candidate: (scoring.score({ident: candidate}), len(candidate)),
        default=frozenset(),
    )
    if not key or scoring.score({ident: key}) <= nothing:
        item.draft.refuse(_("The file does not say which option is right."))
    gains = sum(alone[label] for label in key)
    if all(alone[label] > 0 for label in key) and gains > 0:
        return {label: alone[label] / gains for label in labels}
    share = Decimal(1) / len(key)
    return {label: share if label in key else min(alone[label], ZERO) for label in labels}

"""Choices of QTI 2 and 3: options in a list, or words to mark in a text."""

from django.utils.translation import gettext as _

from assessments.interchange import build_choice
from assessments.interchange.build import ONE, ZERO, Option
from assessments.interchange.html import inner_words
from assessments.interchange.model import Raw
from assessments.interchange.qti_parts import MARKS, explained, option_parts, stem_of, weights
from assessments.interchange.qti_tree import ItemTree, attr, below, kid, kids, sort_feedback
from assessments.interchange.safe_xml import Element


def choice(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    shown = kids(interaction, "simpleChoice") or list(below(interaction, "simpleChoice"))
    idents = [attr(found, "identifier") for found in shown]
    several = declaration.cardinality in {"multiple", "ordered"}
    if several and attr(interaction, "maxChoices") == "1" and len(declaration.correct) <= 1:
        several = False
    parts = [option_parts(item, found) for found in shown]
    own = sort_feedback(item, idents)
    worth = weights(item, declaration, idents)
    best = max(worth.values(), default=ZERO)
    total = sum(value for value in worth.values() if value > 0)
    if best <= 0:
        draft.refuse(_("The file does not say which option is right."))
    shares = {ident: value / (total if several else best) for ident, value in worth.items()}
    texts = [inner_words(markup).casefold() for markup, _feedback in parts]
    stem = stem_of(item, interaction)
    feedback = {
        ident: " ".join(dict.fromkeys(part for part in (told, own.get(ident, "")) if part))
        for ident, (_markup, told) in zip(idents, parts, strict=True)
    }
    if not several and sorted(texts) == ["false", "true"] and sum(worth.values()) == best:
        right = idents[[worth[ident] for ident in idents].index(best)]
        wrong = next(ident for ident in idents if ident != right)
        return build_choice.true_false(
            draft,
            stem,
            texts[idents.index(right)] == "true",
            right_feedback=feedback[right] + "".join(item.told.right),
            wrong_feedback=feedback[wrong] + "".join(item.told.wrong),
            explanation="".join(item.told.general),
        )
    options = [
        build_choice.option(draft, markup, max(min(shares[ident], ONE), -ONE), feedback[ident])
        for ident, (markup, _told) in zip(idents, parts, strict=True)
    ]
    return build_choice.choice(draft, stem, options, several=several, explanation=explained(item))


def hottext(item: ItemTree, interaction: Element) -> tuple[str, Raw]:
    draft, declaration = item.draft, item.declaration(interaction)
    shown = list(below(interaction, "hottext"))
    idents = [attr(found, "identifier") for found in shown]
    worth = weights(item, declaration, idents)
    several = declaration.cardinality != "single" and attr(interaction, "maxChoices") != "1"
    own = sort_feedback(item, idents)
    best = max(worth.values(), default=ZERO)
    total = sum(value for value in worth.values() if value > 0)
    if best <= 0:
        draft.refuse(_("The file does not say which option is right."))
    content = item.inside(interaction, without=("prompt",))
    prompt = item.inside(kid(interaction, "prompt"))
    stem = draft.stem(
        f"<div>{MARKS.sub('', item.markup)}</div><div>{prompt}</div><div>{content}</div>"
    )
    draft.info(_("Words to mark in a text became the options of a choice question."))
    options = [
        Option(
            draft.words(item.inside(found)),
            worth[ident] / (total if several else best),
            draft.words(own.get(ident, "")),
        )
        for ident, found in zip(idents, shown, strict=True)
    ]
    return build_choice.choice(draft, stem, options, several=several, explanation=explained(item))

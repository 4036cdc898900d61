"""How authors write the types of question that go beyond picking an option."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from assessments.editor_blocks import (
    EXPLANATION_FEATURES,
    STEM_FEATURES,
    QuestionBlock,
    StartedList,
)
from assessments.outline_editor import OutlineBlock


def _stem(help_text: Any = "") -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=_("Question"), features=STEM_FEATURES, required=False, help_text=help_text
    )


def _explanation() -> blocks.RichTextBlock:
    return blocks.RichTextBlock(
        label=_("Why"),
        features=EXPLANATION_FEATURES,
        required=False,
        help_text=_("Shown with the right answer, when the exam's feedback allows it."),
    )


def _line(label: Any, help_text: Any = "", default: str = "") -> blocks.CharBlock:
    return blocks.CharBlock(label=label, required=False, help_text=help_text, default=default)


def _marks() -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        label=_("Marked out of"),
        required=False,
        default=10,
        min_value=1,
        max_value=100,
        help_text=_("The steps a marker can give. On the paper the question keeps its weight."),
    )


def _number(label: Any, help_text: Any = "", default: Any = None) -> blocks.DecimalBlock:
    return blocks.DecimalBlock(
        label=label,
        required=False,
        help_text=help_text,
        **({"default": default} if default else {}),
    )


class AnswerBlock(blocks.StructBlock):
    text = _line(_("Answer"), _("A star stands for anything: “autoclav*”."))
    fraction = _number(_("Share of the marks"), _("1 is all of them, 0.5 half."), "1")
    feedback = _line(_("Feedback"))

    class Meta:
        icon = "edit"
        label = _("Accepted answer")
        label_format = "{text}"


class ShortTextBlock(QuestionBlock):
    type_name = "short_text"
    stem = _stem()
    answers = StartedList(
        AnswerBlock(),
        label=_("Accepted answers"),
        starts_with=1,
        help_text=_("Accents and extra spaces never matter."),
    )
    case_sensitive = blocks.BooleanBlock(label=_("Capitals matter"), required=False)
    hold_near_misses = blocks.BooleanBlock(
        label=_("Hold misspelled answers for a marker"),
        required=False,
        help_text=_("One letter off, two in long words. Otherwise such an answer is wrong."),
    )
    explanation = _explanation()

    class Meta:
        icon = "edit"


class PairBlock(blocks.StructBlock):
    left = blocks.RichTextBlock(label=_("Item"), features=STEM_FEATURES[:4], required=False)
    right = _line(_("Its partner"))

    class Meta:
        icon = "link"
        label = _("Pair")
        label_format = "{left} – {right}"


class MatchingBlock(QuestionBlock):
    type_name = "matching"
    stem = _stem()
    pairs = StartedList(PairBlock(), label=_("Pairs"), starts_with=3)
    distractors = blocks.ListBlock(
        blocks.CharBlock(label=_("Wrong partner")), label=_("Wrong partners"), default=[]
    )
    explanation = _explanation()

    class Meta:
        icon = "link"


class StepBlock(blocks.StructBlock):
    key = _line(
        _("Short name"), _("For the pairs below, such as “gloves”. Trainees do not see it.")
    )
    text = blocks.TextBlock(label=_("Step"), required=False, rows=2)

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{text}"


class PrecedenceBlock(blocks.StructBlock):
    before = _line(_("This step"), _("Its short name."))
    after = _line(_("comes before"), _("The other step's short name."))
    critical = blocks.BooleanBlock(
        label=_("Without this, no marks"), required=False, help_text=_("It could hurt a client.")
    )

    class Meta:
        icon = "order-down"
        label = _("Required order of two steps")
        label_format = "{before} < {after}"


class OrderingBlock(QuestionBlock):
    type_name = "ordering"
    stem = _stem()
    steps = StartedList(StepBlock(), label=_("Steps, in the right order"), starts_with=3)
    pairs = blocks.ListBlock(
        PrecedenceBlock(),
        label=_("What has to come before what"),
        default=[],
        help_text=_("Leave it empty when each step has to follow the one before it."),
    )
    explanation = _explanation()

    class Meta:
        icon = "list-ol"


class BlankBlock(blocks.StructBlock):
    name = _line(_("Name"), _("As it stands in the text between [[ and ]]."))
    kind = blocks.ChoiceBlock(
        label=_("Trainees"),
        choices=[
            ("text", _("write a word")),
            ("numeric", _("write a number")),
            ("select", _("choose")),
        ],
        default="text",
        required=False,
    )
    answers = StartedList(AnswerBlock(), label=_("Right answers (word, choice)"), starts_with=1)
    options = blocks.ListBlock(
        blocks.CharBlock(label=_("Option")), label=_("Wrong options (choice)"), default=[]
    )
    answer = _number(_("Right number (number)"))
    tolerance = _number(_("Tolerance (number)"))
    unit = _line(_("Unit (number)"))
    weight = _number(_("Weight"), _("How much this blank counts beside the others."), "1")

    class Meta:
        icon = "placeholder"
        label = _("Blank")
        label_format = "{name}"


class BlanksBlock(QuestionBlock):
    type_name = "blanks"
    stem = _stem(_("The text, with [[name]] where a blank stands."))
    blanks = StartedList(BlankBlock(), label=_("Blanks"), starts_with=1)
    explanation = _explanation()

    class Meta:
        icon = "placeholder"


class ParameterBlock(blocks.StructBlock):
    name = _line(_("Name"), _("As it stands in the question between { and }."))
    minimum = _number(_("Smallest value"))
    maximum = _number(_("Largest value"))
    step = _number(_("Step"), "", "1")

    class Meta:
        icon = "decimal"
        label = _("Parameter")
        label_format = "{name}"


class CalculationStepBlock(blocks.StructBlock):
    label = _line(_("What to write"), _("Such as “Water in ml”."))
    formula = _line(_("Formula"))
    tolerance = _number(_("Tolerance"))
    fraction = _number(
        _("Share of the marks"), _("Earned when the step is right but the result is not.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Step")
        label_format = "{label}"


class CalculatedBlock(QuestionBlock):
    type_name = "calculated"
    stem = _stem(_("Write {name} where a drawn number stands."))
    parameters = StartedList(
        ParameterBlock(),
        label=_("Parameters"),
        starts_with=1,
        help_text=_("Each attempt draws its own numbers."),
    )
    formula = _line(
        _("Formula of the result"),
        _("Names and numbers with + - * / ** ( ) min max round, such as “volume * ppm / 10000”."),
    )
    unit = _line(_("Unit"), _("Shown beside the field."))
    tolerance = _number(_("Tolerance"), _("How far off still counts."))
    tolerance_kind = blocks.ChoiceBlock(
        label=_("Tolerance is"),
        choices=[("absolute", _("in the unit of the result")), ("relative", _("in percent"))],
        default="absolute",
        required=False,
    )
    decimals = blocks.IntegerBlock(
        label=_("Decimals of the result"), required=False, default=0, min_value=0, max_value=10
    )
    steps = blocks.ListBlock(
        CalculationStepBlock(), label=_("Steps with marks of their own"), default=[]
    )
    explanation = _explanation()

    class Meta:
        icon = "decimal"


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = _line(
        _("What can be seen"),
        _("Read out to those who cannot see it. Do not say whether it is right."),
    )
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    feedback = _line(_("Feedback"))

    class Meta:
        icon = "image"
        label = _("Picture")
        label_format = "{alt}"


class ImageChoiceBlock(QuestionBlock):
    type_name = "image_choice"
    stem = _stem()
    choices = StartedList(PictureBlock(), label=_("Pictures"), starts_with=2)
    several = blocks.BooleanBlock(
        label=_("Several can be right"),
        required=False,
        help_text=_("Then each right pick counts one, each wrong pick takes one away."),
    )
    explanation = _explanation()

    class Meta:
        icon = "image"


class RegionBlock(blocks.StructBlock):
    label = _line(
        _("Name"), _("In the list for those who do not click. Do not say if it is right.")
    )
    points = OutlineBlock(
        label=_("Corners"),
        required=False,
        help_text=_("Percent across and down, such as “10,10 40,10 25,30”."),
    )
    correct = blocks.BooleanBlock(label=_("This is right"), required=False)
    critical = blocks.BooleanBlock(label=_("Getting this one wrong gives no marks"), required=False)
    weight = _number(_("Weight"), "", "1")

    class Meta:
        icon = "crosshairs"
        label = _("Region")
        label_format = "{label}"


class HotspotBlock(QuestionBlock):
    type_name = "hotspot"
    stem = _stem()
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = _line(_("What the picture shows"))
    regions = StartedList(RegionBlock(), label=_("Regions"), starts_with=2)
    false_click_cost = _number(
        _("Cost of a false mark"),
        _("In weights. Empty: only marks beyond the number of right regions cost."),
    )
    explanation = _explanation()

    class Meta:
        icon = "crosshairs"


class EssayBlock(QuestionBlock):
    type_name = "essay"
    stem = _stem()
    minimum_words = blocks.IntegerBlock(label=_("Fewest words"), required=False, min_value=1)
    maximum_words = blocks.IntegerBlock(label=_("Most words"), required=False, min_value=1)
    guide = blocks.RichTextBlock(
        label=_("Marking guide"),
        features=EXPLANATION_FEATURES,
        required=False,
        help_text=_("What earns how many marks. Only markers see it."),
    )
    marks = _marks()
    explanation = _explanation()

    class Meta:
        icon = "doc-full"


class FileAnswerBlock(QuestionBlock):
    type_name = "file_answer"
    stem = _stem()
    extensions = _line(
        _("Kinds of file"),
        _(
            "From: jpg, png, webp, heic, avif, pdf, docx, odt, txt. Photographs from a phone are "
            "often heic. Place and camera are removed from every picture."
        ),
        default="jpg,png,heic,pdf",
    )
    maximum_files = blocks.IntegerBlock(
        label=_("Most files"), required=False, default=1, min_value=1, max_value=10
    )
    maximum_megabytes = blocks.IntegerBlock(
        label=_("Largest file in MB"), required=False, default=10, min_value=1, max_value=50
    )
    guide = blocks.RichTextBlock(
        label=_("Marking guide"),
        features=EXPLANATION_FEATURES,
        required=False,
        help_text=_("What earns how many marks. Only markers see it."),
    )
    marks = _marks()
    explanation = _explanation()

    class Meta:
        icon = "upload"

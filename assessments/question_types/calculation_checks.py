"""What is wrong with a calculation, said to its author."""

import re
from dataclasses import replace

from django.utils.translation import gettext as _

from assessments.question_types.base import ONE, ZERO, Problem
from assessments.question_types.calculation import PLACEHOLDER, CalculatedSpec, corners, evaluate
from assessments.question_types.fields import decimal_text
from assessments.question_types.formula import FormulaError, parse

MAX_PARAMETERS, MAX_STEPS, MAX_VALUES = 6, 10, 100_000
_NAME = re.compile(r"^[A-Za-z_]\w*$", re.ASCII)


def find_problems(spec: CalculatedSpec) -> list[Problem]:
    problems = [] if spec.stem else [Problem(("stem",), _("Write the question."))]
    problems += _check_parameters(spec)
    if problems:
        return problems
    problems = _check_formulas(spec) or _check_values(spec)
    return problems + _check_marks(spec)


def _check_parameters(spec: CalculatedSpec) -> list[Problem]:
    problems = []
    if not spec.parameters:
        problems.append(
            Problem(("parameters",), _("Add a parameter, or use a question of the type “Number”."))
        )
    if len(spec.parameters) > MAX_PARAMETERS:
        problems.append(
            Problem(("parameters",), _("Give at most %(n)s parameters.") % {"n": MAX_PARAMETERS})
        )
    seen: set[str] = set()
    for place, one in enumerate(spec.parameters):
        if not _NAME.match(one.name) or one.name in {"min", "max", "round"}:
            problems.append(
                Problem(
                    ("parameters", place, "name"),
                    _("A name is letters, digits and underscores, such as “volume”."),
                )
            )
        elif one.name in seen:
            problems.append(Problem(("parameters", place, "name"), _("This name is used already.")))
        seen.add(one.name)
        if not one.step or one.step < 0:
            problems.append(Problem(("parameters", place, "step"), _("A step is more than zero.")))
        elif not one.count:
            problems.append(
                Problem(
                    ("parameters", place, "maximum"),
                    _("Give a smallest and a larger largest value."),
                )
            )
        elif one.count > MAX_VALUES:
            problems.append(
                Problem(("parameters", place, "step"), _("This step is too small for the range."))
            )
    for name in PLACEHOLDER.findall(spec.stem):
        if name not in seen:
            problems.append(
                Problem(("stem",), _("There is no parameter called {%(name)s}.") % {"name": name})
            )
    return problems


def _check_formulas(spec: CalculatedSpec) -> list[Problem]:
    problems = []
    names = {one.name for one in spec.parameters}
    formulas: list[tuple[tuple[str | int, ...], str]] = [(("formula",), spec.formula)]
    formulas += [
        (("steps", place, "formula"), step.formula) for place, step in enumerate(spec.steps)
    ]
    used = set(PLACEHOLDER.findall(spec.stem))
    for path, text in formulas:
        if not text:
            problems.append(Problem(path, _("Write the formula.")))
            continue
        try:
            found = parse(text)
        except FormulaError as error:
            problems.append(
                Problem(path, _("The formula cannot be read at “%(piece)s”.") % {"piece": error})
            )
            continue
        used |= found.names
        problems += [
            Problem(path, _("There is no parameter called {%(name)s}.") % {"name": name})
            for name in sorted(found.names - names)
        ]
        hidden = (found.names & names) - set(PLACEHOLDER.findall(spec.stem))
        problems += [
            Problem(path, _("The question does not show {%(name)s}.") % {"name": name})
            for name in sorted(hidden)
        ]
    for place, one in enumerate(spec.parameters):
        if one.name not in used:
            problems.append(
                Problem(("parameters", place, "name"), _("Neither question nor formula uses it."))
            )
    return problems


def _check_values(spec: CalculatedSpec) -> list[Problem]:
    if spec.tolerance < 0:
        return [Problem(("tolerance",), _("A tolerance is zero or more."))]
    for values in corners(spec.parameters):
        one = replace(spec, values=values)
        said = ", ".join(f"{name} = {decimal_text(value)}" for name, value in values.items())
        if one.exact is None:
            return [
                Problem(
                    ("formula",),
                    _("The formula gives no number for %(values)s.") % {"values": said},
                )
            ]
        for place, step in enumerate(spec.steps):
            if evaluate(step.formula, values) is None:
                return [
                    Problem(
                        ("steps", place, "formula"),
                        _("The formula gives no number for %(values)s.") % {"values": said},
                    )
                ]
        if one.exact and not one.answer:
            return [
                Problem(
                    ("decimals",),
                    _("With %(values)s the result is rounded to zero. Ask for more decimals.")
                    % {"values": said},
                )
            ]
        if one.exact and one.margin >= abs(one.exact):
            return [
                Problem(
                    ("tolerance",),
                    _("With %(values)s this tolerance also accepts zero. Make it smaller.")
                    % {"values": said},
                )
            ]
    return []


def _check_marks(spec: CalculatedSpec) -> list[Problem]:
    problems = []
    for place, step in enumerate(spec.steps):
        if not step.label:
            problems.append(Problem(("steps", place, "label"), _("Say what to write here.")))
        if step.tolerance < 0:
            problems.append(
                Problem(("steps", place, "tolerance"), _("A tolerance is zero or more."))
            )
        if not ZERO <= step.fraction < ONE:
            problems.append(
                Problem(("steps", place, "fraction"), _("Give a share from 0 to less than 1."))
            )
    if len(spec.steps) > MAX_STEPS:
        problems.append(Problem(("steps",), _("Give at most %(n)s steps.") % {"n": MAX_STEPS}))
    if sum((step.fraction for step in spec.steps), ZERO) >= ONE:
        problems.append(
            Problem(
                ("steps",),
                _("All steps together must earn less than 1, so that the result still counts."),
            )
        )
    return problems

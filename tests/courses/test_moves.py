"""What a move to another version says about modules, rules and order."""

import datetime as dt
import uuid
from decimal import Decimal

from courses.moves import compare
from courses.outline import CourseOutline, ModuleOutline, Release, UnitOutline
from courses.wording import change_lines


def key(n):
    return uuid.UUID(int=n)


def unit(n, **rule):
    return UnitOutline(key(n), "lesson", f"Unit {n}", 10, True, rule)


def module(n, *units, release=None):
    return ModuleOutline(key(100 + n), f"Module {n}", release or Release(), units)


def course(*modules, unlock="in_order", hours="1"):
    return CourseOutline(key(60), "Course", unlock, Decimal(hours), Decimal(0), modules)


def lines(old, new):
    return change_lines(compare(old, new))


def test_equal_versions_have_nothing_to_say():
    assert lines(course(module(1, unit(1))), course(module(1, unit(1)))) == []


def test_another_release_of_a_module_is_said_before_and_after():
    old = course(module(1, unit(1)), module(2, unit(2), release=Release("days", days=7)))
    new = course(
        module(1, unit(1), release=Release("date", on=dt.date(2027, 1, 4))), module(2, unit(2))
    )
    assert lines(old, new) == [
        "Module “Module 1” opens: at once → on 4\u00a0January 2027",
        "Module “Module 2” opens: 7 days after the start → at once",
    ]


def test_modules_that_come_and_go_and_units_that_change_module_are_named():
    old = course(module(1, unit(1), unit(2)), module(2, unit(3)))
    new = course(module(1, unit(1)), module(3, unit(2), unit(3)))
    assert lines(old, new) == [
        "New module: Module 3",
        "Module no longer part of it: Module 2",
        "Unit 2 is in another module: Module 1 → Module 3",
        "Unit 3 is in another module: Module 2 → Module 3",
    ]


def test_another_order_of_modules_is_said():
    empty = module(3)
    old = course(module(1, unit(1)), empty)
    assert lines(old, course(empty, module(1, unit(1)))) == ["The order is different."]


def test_rules_are_said_value_by_value():
    old = course(module(1, unit(1, pass_mark="70", minutes=None, sections=[{"count": 5}])))
    new = course(module(1, unit(1, pass_mark="80", minutes=30, sections=[{"count": 5}])))
    assert lines(old, new) == [
        "To pass “Unit 1”, pass mark: 70 → 80",
        "To pass “Unit 1”, minutes: none → 30",
    ]


def test_unlocking_and_hours_are_said_before_and_after():
    old, new = course(module(1, unit(1))), course(module(1, unit(1)), unlock="free", hours="2.5")
    assert lines(old, new) == [
        "How units open: In order: each required unit opens the next → "
        "Free: every released unit is open",
        "Hours: 1 theory and 0 practical → 2.5 theory and 0 practical",
    ]

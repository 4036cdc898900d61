"""Course versions: read the live pages, freeze what a trainee must do."""

from collections import defaultdict

from django.apps import apps
from django.db import transaction

from courses.models import CoursePage, CourseVersion, ModulePage, UnitPage
from courses.outline import CourseOutline, ModuleOutline, Release, UnitOutline
from courses.signals import announce, course_version_published


def list_unit_models() -> list[type[UnitPage]]:
    """Every installed kind of unit."""
    return [model for model in apps.get_models() if issubclass(model, UnitPage)]


def build_outline(course: CoursePage) -> CourseOutline:
    """The outline of the published pages below ``course``.

    Units below an unpublished module are left out, like the module. Queries: one for the modules
    and one per kind of unit.
    """
    units: dict[str, list[UnitPage]] = defaultdict(list)
    for model in list_unit_models():
        pages = model.objects.descendant_of(course).live().filter(depth=course.depth + 2)
        for page in pages.defer_streamfields():
            units[page.path[: -page.steplen]].append(page)
    modules = ModulePage.objects.child_of(course).live().order_by("path")
    return CourseOutline(
        key=course.translation_key,
        title=course.title,
        unlock=course.unlock_policy,
        hours_theory=course.hours_theory,
        hours_practical=course.hours_practical,
        modules=tuple(
            ModuleOutline(
                key=module.translation_key,
                title=module.title,
                release=_release(module),
                units=tuple(
                    _unit(page) for page in sorted(units[module.path], key=lambda page: page.path)
                ),
            )
            for module in modules
        ),
    )


def _release(module: ModulePage) -> Release:
    on = module.release_on if module.release_rule == "date" else None
    days = module.release_days if module.release_rule == "days" else None
    return Release(rule=module.release_rule, on=on, days=days)


def _unit(page: UnitPage) -> UnitOutline:
    return UnitOutline(
        key=page.translation_key,
        kind=page.unit_kind,
        title=page.title,
        minutes=page.minutes,
        required=page.required,
        rule=page.unit_rule(),
    )


def lock_course(course: CoursePage) -> CoursePage:
    """Read the course again and hold its row until the transaction ends."""
    locked = CoursePage.objects.select_for_update(of=("self",), no_key=True)
    return locked.get(pk=course.pk)


def find_current_version(course: CoursePage) -> CourseVersion | None:
    """The version somebody who enrolls now is put on."""
    return (
        CourseVersion.objects.filter(course_key=course.translation_key).order_by("-number").first()
    )


@transaction.atomic
def publish_version(course: CoursePage) -> CourseVersion | None:
    """Freeze the live pages as a version, if they ask something else of a trainee than the last.

    Returns the current version, new or not, or None while the course is not published. A last
    version that nobody was enrolled on is replaced under its number: publishing forty pages of a
    new course one by one leaves one version.
    """
    course = lock_course(course)
    if not course.live:
        return find_current_version(course)
    outline = build_outline(course)
    last = find_current_version(course)
    if last is not None and last.duty_digest == outline.duty_digest:
        return last
    number = last.number + 1 if last else 1
    if last is not None and not last.enrollments.exists():
        number = last.number
        last.delete()
    version = CourseVersion.objects.create(
        course_key=course.translation_key,
        course=course,
        course_title=course.title,
        number=number,
        outline=outline.to_json(),
        digest=outline.digest,
        duty_digest=outline.duty_digest,
    )
    announce(
        course_version_published,
        sender=CourseVersion,
        course_key=course.translation_key,
        number=number,
    )
    return version

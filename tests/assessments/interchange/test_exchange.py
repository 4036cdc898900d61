"""Banks in and out of the database: planned, committed once, skipped the second time."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from wagtail.images import get_image_model

from assessments.enums import Difficulty
from assessments.exceptions import ExchangeRefused
from assessments.interchange import parse
from assessments.models import Question, QuestionVersion
from assessments.services.interchange import commit_import, find_or_make_topic, plan_import
from assessments.services.interchange_export import export_bank
from tests.assessments.interchange import samples
from tests.assessments.interchange.test_safety import ITEM_WITH_PICTURE, package, picture
from tests.factories.courses import make_topic

pytestmark = pytest.mark.django_db

FOUR = """\
// [id:f-1] [tag:hands]
::Wash::When do you wash?{=Before ~Never}

::Two::Pick two{~%50%a ~%50%b ~c}

::True::Once only.{T#No.}

::Number::How many?{#4:1}
"""


def imported(text: str = FOUR, **kwargs: Any) -> Any:
    topic = kwargs.pop("topic", None) or find_or_make_topic()
    return commit_import(parse(text.encode()), topic=topic, **kwargs)


def test_a_plan_writes_nothing() -> None:
    report = plan_import(parse(FOUR.encode()))
    assert report.counts == {"found": 4, "imported": 4, "refused": 0, "skipped": 0}
    assert Question.objects.count() == 0


def test_questions_come_in_as_drafts_of_their_bank_and_topic() -> None:
    topic = make_topic()
    imported(bank="Hygiene", topic=topic)
    found = Question.objects.filter(bank="Hygiene", topic=topic, live=False)
    assert sorted(question.type_name for question in found) == [
        *("multiple", "numeric", "single", "true_false")
    ]
    wash = next(question for question in found if question.type_name == "single")
    assert wash.title == "When do you wash?"
    assert [tag.name for tag in wash.tags.all()] == ["hands"]
    assert wash.revisions.count() == 1


def test_published_questions_have_a_frozen_version() -> None:
    imported(publish=True)
    assert Question.objects.filter(live=True).count() == 4
    assert QuestionVersion.objects.count() == 4


def test_an_incomplete_question_stays_a_draft_and_the_report_says_why() -> None:
    report = imported("::All::All of them{~%50%a ~%50%b}", publish=True)
    assert report.counts["imported"] == 1
    assert "Every option is marked as right" in report.lines[0].notes[-1].message
    assert Question.objects.get().live is False


def test_the_second_import_changes_nothing() -> None:
    imported()
    before = list(Question.objects.values_list("key", flat=True))
    report = imported()
    assert report.counts == {"found": 4, "imported": 0, "refused": 0, "skipped": 4}
    assert "already" in report.lines[0].reason
    assert list(Question.objects.values_list("key", flat=True)) == before


def test_another_bank_gets_its_own() -> None:
    imported(bank="One")
    assert imported(bank="Two").counts["imported"] == 4
    assert Question.objects.count() == 8


def test_a_changed_question_under_the_same_identifier_is_a_new_revision() -> None:
    imported()
    report = imported(FOUR.replace("=Before", "=Before and after"))
    assert report.counts["imported"] == 1
    assert "replaces" in report.lines[0].notes[-1].message
    assert Question.objects.count() == 4
    wash = next(q for q in Question.objects.all() if q.type_name == "single")
    assert wash.revisions.count() == 2
    again = imported(FOUR.replace("=Before", "=Before and after"))
    assert again.counts["skipped"] == 4


def test_the_same_question_twice_in_a_file_comes_in_once() -> None:
    report = imported("::A::Same?{T}\n\n::A::Same?{T}\n\n// [id:x]\nOne?{T}\n\n// [id:x]\nTwo?{F}")
    assert [line.action for line in report.lines] == ["imported", "skipped", "imported", "imported"]
    assert "number 1" in report.lines[1].reason


def test_types_the_site_lacks_are_refused_by_name(settings: Any) -> None:
    from assessments.question_types.registry import question_types

    settings.LMS_QUESTION_TYPES = {"matching": "", "numeric": ""}
    question_types.cache_clear()
    try:
        report = plan_import(parse(b"How many?{#4}\n\nM{=a->b =c->d}"))
    finally:
        settings.LMS_QUESTION_TYPES = {}
        question_types.cache_clear()
    assert [line.action for line in report.lines] == ["refused", "refused"]
    assert "no such question type: numeric" in report.lines[0].reason


def test_one_failure_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(done: int, total: int) -> None:
        if done == 3:
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        imported(progress=stop)
    assert Question.objects.count() == 0


def test_pictures_become_images_of_the_site_once() -> None:
    data = package({"items/a.xml": ITEM_WITH_PICTURE, "images/tray.png": picture()})
    topic = find_or_make_topic()
    for bank in ("One", "Two"):
        commit_import(parse(data), topic=topic, bank=bank)
    (image,) = get_image_model().objects.all()
    for question in Question.objects.all():
        assert f'src="{image.file.url}"' in str(question.content.raw_data[0]["value"]["stem"])


def test_a_bank_goes_out_and_comes_back_the_same() -> None:
    data = package({"items/a.xml": ITEM_WITH_PICTURE, "images/tray.png": picture()})
    commit_import(parse(data), topic=find_or_make_topic())
    imported()
    for form in ("qti3", "moodlexml"):
        result = export_bank("Main bank", form)
        assert (result.written, result.refused) == (5, ())
        again = commit_import(parse(result.data), topic=find_or_make_topic(), bank="Main bank")
        assert again.counts["skipped"] == 5


def test_what_a_format_cannot_hold_is_listed() -> None:
    data = package({"items/a.xml": ITEM_WITH_PICTURE, "images/tray.png": picture()})
    commit_import(parse(data), topic=find_or_make_topic())
    result = export_bank("Main bank", "gift")
    assert result.written == 0
    assert "no pictures" in result.refused[0].reason


def test_difficulty_and_tags_survive_a_csv() -> None:
    imported()
    Question.objects.update(difficulty=Difficulty.HARD)
    written = export_bank("Main bank", "csv").data
    Question.objects.all().delete()
    commit_import(parse(written, filename="bank.csv"), topic=find_or_make_topic())
    assert set(Question.objects.values_list("difficulty", flat=True)) == {Difficulty.HARD}
    assert Question.objects.filter(tagged_items__tag__name="hands").count() == 1


def test_an_unknown_topic_or_bank_is_refused_with_the_known_ones() -> None:
    topic = make_topic()
    with pytest.raises(ExchangeRefused, match=topic.slug):
        find_or_make_topic("no-such-topic")
    imported(bank="Shelf")
    with pytest.raises(ExchangeRefused, match="Shelf"):
        export_bank("Nowhere", "csv")


def test_queries_do_not_grow_with_a_planned_file(django_assert_num_queries: Any) -> None:
    for count in (1, 20, 200):
        text = "\n\n".join(f"::Q{n}::Statement {n}{{T}}" for n in range(count))
        result = parse(text.encode())
        with django_assert_num_queries(1):
            plan_import(result)


# --- commands


def run_import(path: Path, *args: str) -> dict[str, Any]:
    from io import StringIO

    out = StringIO()
    call_command("import_questions", str(path), "--json", *args, stdout=out)
    return dict(json.loads(out.getvalue()))


def test_the_command_reports_each_question_as_json(tmp_path: Path) -> None:
    path = tmp_path / "everyday.gift"
    path.write_text(samples.GIFT)
    report = run_import(path, "--dry-run")
    assert report["counts"]["found"] == 13
    assert report["dry_run"] is True
    first = report["questions"][0]
    assert (first["number"], first["name"], first["type"]) == (1, "Gloves first", "single")
    assert first["action"] == "imported"
    assert first["notes"][0]["level"] == "loss"
    notice = report["questions"][9]
    assert (notice["action"], notice["where"]) == ("refused", "line 42")
    assert Question.objects.count() == 0


def test_the_command_imports_and_exports(tmp_path: Path) -> None:
    source, out = tmp_path / "four.gift", tmp_path / "out.xml"
    source.write_text(FOUR)
    topic = make_topic()
    counts = run_import(source, "--bank", "Shelf", "--topic", topic.slug, "--publish")["counts"]
    assert counts["imported"] == 4
    call_command("export_questions", str(out), "--bank", "Shelf", "--format", "moodlexml")
    assert len(parse(out.read_bytes()).questions) == 4


def test_the_command_takes_pictures_beside_the_file(tmp_path: Path) -> None:
    path = tmp_path / "items" / "a.xml"
    (path.parent / "images").mkdir(parents=True)
    path.write_text(ITEM_WITH_PICTURE.replace("../images", "images"))
    (path.parent / "images" / "tray.png").write_bytes(picture())
    assert run_import(path)["questions"][0]["notes"][0]["level"] == "info"
    assert get_image_model().objects.count() == 1


def test_a_dry_run_says_what_would_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "four.gift"
    path.write_text(FOUR)
    call_command("import_questions", str(path), "--dry-run")
    assert "4 would be imported" in capsys.readouterr().out
    call_command("import_questions", str(path))
    assert "4 imported" in capsys.readouterr().out


def test_the_command_refuses_in_words(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear aunt")
    with pytest.raises(CommandError, match="none of the formats"):
        run_import(path)
    with pytest.raises(CommandError, match="No such file"):
        run_import(tmp_path / "missing.gift")
    with pytest.raises(CommandError, match="Is a directory"):
        run_import(tmp_path)


def test_a_refused_file_is_a_report_too(tmp_path: Path) -> None:
    from io import StringIO

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_questions", str(tmp_path / "no.gift"), "--json", stdout=out)
    report = json.loads(out.getvalue())
    assert "No such file" in report["error"]
    assert (report["counts"]["found"], report["questions"]) == (0, [])


@pytest.mark.parametrize(
    ("args", "why"),
    [(["--topic", "nowhere"], "no topic"), (["--bank", " "], "Name the bank")],
)
def test_a_dry_run_refuses_what_the_import_would(args: list[str], why: str, tmp_path: Path) -> None:
    path = tmp_path / "four.gift"
    path.write_text(FOUR)
    for more in ([], ["--dry-run"]):
        with pytest.raises(CommandError, match=why):
            run_import(path, *args, *more)

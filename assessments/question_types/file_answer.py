"""File answer: photographs or documents that a person marks."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.question_types.base import (
    ZERO,
    Grade,
    KeyLine,
    KeyView,
    Problem,
    QuestionType,
    Response,
    plain,
    rich,
)
from assessments.question_types.fields import read_decimal

WAITING = "needs_marker"
MOST_FILES, MOST_MEGABYTES, MOST_MARKS = 10, 50, 100
MEGABYTE = 1024 * 1024
PICTURES = ("jpg", "png", "webp", "heic", "avif")
DOCUMENTS = ("pdf", "docx", "odt", "txt")
KNOWN = PICTURES + DOCUMENTS
USUAL = ("jpg", "png", "heic", "pdf")
SAME = {"jpeg": "jpg", "jpe": "jpg", "heif": "heic", "hif": "heic", "text": "txt"}
MARKS = 10


def read_extensions(text: Any) -> tuple[str, ...]:
    """The endings named in ``text``, without dots and doubles, spellings of one ending as one."""
    words = str(text or "").replace(";", ",").replace(" ", ",").lower().split(",")
    named = [word.strip().lstrip("*.") for word in words]
    return tuple(dict.fromkeys(SAME.get(one, one) for one in named if one))


@dataclass(frozen=True)
class FileSpec:
    """Which files are taken, and out of how many marks a person marks. ``guide`` is for markers."""

    stem: str
    extensions: tuple[str, ...] = USUAL
    maximum_files: int = 1
    maximum_megabytes: int = 10
    marks: int = MARKS
    guide: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class FileView:
    stem: str
    extensions: tuple[str, ...]
    maximum_files: int
    maximum_megabytes: int

    @property
    def maximum_bytes(self) -> int:
        return self.maximum_megabytes * MEGABYTE

    @property
    def accept(self) -> str:
        """What a browser offers to choose; a phone offers its camera."""
        kinds = [f".{one}" for one in self.extensions]
        if "jpg" in self.extensions:
            kinds.append(".jpeg")
        return ",".join([*kinds, "image/*"] if set(self.extensions) & set(PICTURES) else kinds)

    @property
    def limits(self) -> str:
        """What may be sent, as a sentence."""
        return ngettext(
            "One file, %(kinds)s, of at most %(size)s MB.",
            "Up to %(n)s files, %(kinds)s, of at most %(size)s MB each.",
            self.maximum_files,
        ) % {
            "n": self.maximum_files,
            "kinds": ", ".join(one.upper() for one in self.extensions),
            "size": self.maximum_megabytes,
        }


def file_ids(raw: Any) -> list[str]:
    """Ids of files out of what came from outside: ``["id"]`` or ``{"files": [{"id": "id"}]}``."""
    if isinstance(raw, Mapping):
        raw = raw.get("files")
    found = []
    for one in raw if isinstance(raw, list | tuple) else [raw]:
        text = one.get("id") if isinstance(one, Mapping) else one
        try:
            found.append(str(UUID(text)))
        except (TypeError, ValueError, AttributeError):
            continue
    return list(dict.fromkeys(found))[:MOST_FILES]


def files_in(response: Response) -> list[Mapping[str, Any]]:
    """The files of a cleaned response, each with at least its id."""
    files = response.get("files")
    return [one for one in files or () if isinstance(one, Mapping) and one.get("id")]


def file_words(file: Mapping[str, Any]) -> str:
    """A file as its owner knows it: its name and size."""
    name = plain(file.get("name")) or _("A file")
    size = file.get("size")
    return f"{name} ({filesizeformat(size)})" if isinstance(size, int) else name


class FileAnswer(QuestionType[FileSpec, FileView]):
    """Files of one's own, marked by a person.

    The files themselves are kept by the service that takes them; a response names them. Whatever
    else a browser says about a file is replaced by what the server knows.
    """

    name = "file_answer"
    label = gettext_lazy("File answer")
    block_path = "assessments.editor_blocks_craft.FileAnswerBlock"
    template_prefix = "lms_assessments/questions/file_answer"
    needs_marker = True
    takes_files = True

    def from_raw(self, raw: Mapping[str, Any]) -> FileSpec:
        return FileSpec(
            stem=rich(raw.get("stem")),
            extensions=read_extensions(raw.get("extensions")),
            maximum_files=_whole(raw.get("maximum_files"), 1),
            maximum_megabytes=_whole(raw.get("maximum_megabytes"), 10),
            marks=_whole(raw.get("marks"), MARKS),
            guide=rich(raw.get("guide")),
            explanation=rich(raw.get("explanation")),
        )

    def validate(self, spec: FileSpec) -> list[Problem]:
        problems = []
        if not spec.stem:
            problems.append(Problem(("stem",), _("Write what has to be handed in.")))
        unknown = [one for one in spec.extensions if one not in KNOWN]
        if unknown:
            message = _("We cannot check files of the kind %(kinds)s. Choose from: %(known)s.")
            values = {"kinds": ", ".join(unknown), "known": ", ".join(KNOWN)}
            problems.append(Problem(("extensions",), message % values))
        elif not spec.extensions:
            problems.append(Problem(("extensions",), _("Name at least one kind of file.")))
        for name, value, most in (
            ("maximum_files", spec.maximum_files, MOST_FILES),
            ("maximum_megabytes", spec.maximum_megabytes, MOST_MEGABYTES),
            ("marks", spec.marks, MOST_MARKS),
        ):
            if not 1 <= value <= most:
                problems.append(
                    Problem((name,), _("Give a whole number from 1 to %(most)s.") % {"most": most})
                )
        return problems

    def to_payload(self, spec: FileSpec) -> dict[str, Any]:
        return {**asdict(spec), "extensions": list(spec.extensions)}

    def from_payload(self, payload: Mapping[str, Any]) -> FileSpec:
        return FileSpec(**{**payload, "extensions": tuple(payload["extensions"])})

    def view(self, spec: FileSpec, order: Sequence[str] = ()) -> FileView:
        return FileView(spec.stem, spec.extensions, spec.maximum_files, spec.maximum_megabytes)

    def read(self, raw: Any) -> Response:
        found = file_ids(raw)
        return {"files": [{"id": one} for one in found]} if found else {}

    def grade(self, spec: FileSpec, response: Response) -> Grade:
        return Grade(None, WAITING) if files_in(response) else Grade(ZERO)

    def facts(self, spec: FileSpec) -> dict[str, Any]:
        return {
            "extensions": list(spec.extensions),
            "maximum_files": spec.maximum_files,
            "maximum_megabytes": spec.maximum_megabytes,
        }

    def guide(self, spec: FileSpec) -> str:
        return spec.guide

    def scale(self, spec: FileSpec) -> int:
        return spec.marks

    def pattern(self, spec: FileSpec, response: Response) -> None:
        return None

    def key_response(self, spec: FileSpec) -> Response:
        return {}

    def key_view(self, spec: FileSpec, response: Response, order: Sequence[str] = ()) -> KeyView:
        lines = tuple(
            KeyLine(file_words(one), right=False, given=True, file=str(one["id"]))
            for one in files_in(response)
        )
        return KeyView(spec.stem, lines, self.summarize(spec, response), spec.explanation)

    def summarize(self, spec: FileSpec, response: Response) -> str:
        return ", ".join(file_words(one) for one in files_in(response))

    def form_values(self, response: Response) -> list[str]:
        return [str(one["id"]) for one in files_in(response)]


def _whole(value: Any, default: int) -> int:
    """A whole number, or ``default`` where nothing is given; 0 for what is none."""
    if value is None or value == "":
        return default
    number = read_decimal(value)
    return int(number) if number is not None and number == number.to_integral_value() else 0

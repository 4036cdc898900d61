"""How an answer about a file looks and reads. Pure."""

from django.utils.translation import gettext as _

from certificates.enums import FileReason, FileVerdict
from certificates.file_answer import FileAnswer
from certificates.presentation import Look, look_of


def look_of_file(answer: FileAnswer) -> Look:
    """Present an answer about a file; one that is as issued looks like its certificate."""
    if answer.verdict == FileVerdict.ALTERED:
        return Look(
            "stop",
            "stop",
            "stop",
            "stop",
            _("Altered"),
            _("This is not the file we issued. Do not rely on it."),
            _reason(answer),
            "danger",
        )
    if answer.register is not None:
        return look_of(answer.register)
    if answer.form == "status" and answer.verdict in {FileVerdict.EXACT, FileVerdict.REPLACED}:
        return Look(
            "none",
            "none",
            "none",
            "none",
            _("Status list"),
            _("We signed this list, and it says what the register says now.")
            if answer.is_current
            else _("We signed this list, but it is out of date. Fetch it anew."),
            _("It says of many badges at once which are not in force, and nothing about holders."),
        )
    if answer.verdict == FileVerdict.FOREIGN:
        return Look(
            "none",
            "none",
            "none",
            "none",
            _("Not ours"),
            _("We did not issue this file."),
            _reason(answer)
            or _(
                "Its name and its looks say nothing: anybody can copy those. Ask for the "
                "certificate number and type it below."
            ),
        )
    return Look(
        "none",
        "none",
        "none",
        "none",
        _("Cannot be read"),
        _("We could not check this file."),
        _reason(answer),
    )


def _reason(answer: FileAnswer) -> str:
    return str(FileReason(answer.reason).label) if answer.reason else ""


def file_sentence(answer: FileAnswer) -> str:
    """What is true of the file itself, beside what is true of its certificate."""
    if answer.verdict in {FileVerdict.EXACT, FileVerdict.REPLACED} and answer.register:
        if answer.form == "pdf":
            return _("This exact file was issued by us and has not been changed since.")
        return _("This badge was signed by us and has not been changed since.")
    return ""

"""What tests of the readers ask of a result."""

from assessments.interchange import ImportedQuestion, ImportResult, Level, parse


def by_name(result: ImportResult) -> dict[str, ImportedQuestion]:
    return {question.name: question for question in result.questions}


def losses(question: ImportedQuestion) -> str:
    return " ".join(note.message for note in question.notes if note.level is Level.LOSS)


def right(question: ImportedQuestion) -> list[str]:
    return [choice["text"] for choice in question.raw["choices"] if choice["correct"]]


def types(result: ImportResult) -> list[str]:
    return [question.type for question in result.questions]


def only(data: str | bytes, **kwargs: str) -> ImportedQuestion:
    result = parse(data.encode() if isinstance(data, str) else data, **kwargs)
    assert [found.reason for found in result.refused] == []
    (question,) = result.questions
    return question


def reason(data: str, **kwargs: str) -> str:
    result = parse(data.encode(), **kwargs)
    assert result.questions == ()
    (refused,) = result.refused
    return refused.reason


def moodle_xml(kind: str, inside: str, text: str = "Judge.") -> str:
    return (
        f'<quiz><question type="{kind}"><name><text>N</text></name>'
        f'<questiontext format="html"><text><![CDATA[<p>{text}</p>]]></text></questiontext>'
        f"{inside}</question></quiz>"
    )

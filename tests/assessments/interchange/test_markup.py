"""Markup and pictures from elsewhere."""

import pytest

from tests.assessments.interchange.answers import losses, only


def test_scripts_go_and_structure_stays() -> None:
    question = only(
        "[html]<h1>Title</h1><div onclick='x()'>One<script>alert(1)</script></div>"
        "<div>Two <a href='javascript\\:x()'>link</a></div>{T}",
        format="gift",
    )
    assert question.raw["stem"] == "<h2>Title</h2><p>One</p><p>Two link</p>"
    assert "script" in losses(question)
    assert "link" in losses(question)


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("https\\://example.org/a.png", "never fetched"),
        ("//example.org/a.png", "never fetched"),
        ("data\\:image/png;base64,AAAA", "data:"),
        ("file\\:///etc/passwd", "never fetched"),
        ("../../etc/passwd", "not in the file"),
    ],
)
def test_pictures_from_elsewhere_are_left_out_aloud(source: str, why: str) -> None:
    question = only(f'[html]<p>Look <img src="{source}"></p>{{T}}', format="gift")
    assert "<img" not in question.raw["stem"]
    assert why in losses(question)

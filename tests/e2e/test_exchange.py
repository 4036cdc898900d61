"""A question bank comes in through the admin, on a phone."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assessments.models import Question
from tests.factories.courses import make_user

pytestmark = pytest.mark.django_db(transaction=True)

BANK = """\
::Wash::When do you wash?{=Before ~Never}

::Half::Half right?{=yes ~%50%partly ~no}

Only a notice.
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_bank_is_tried_and_then_imported(
    scheme: str,
    open_page: Any,
    sign_in: Any,
    assert_accessible: Any,
    assert_fits: Any,
    tmp_path: Path,
    tree: Any,
) -> None:
    file = tmp_path / "hygiene.gift"
    file.write_text(BANK)
    page: Page = open_page(width=390, scheme=scheme)
    sign_in(page, make_user("ada", is_staff=True, is_superuser=True))
    page.goto("/admin/question-exchange/")
    assert_accessible(page)
    assert_fits(page)
    page.get_by_label("File").set_input_files(file)
    page.get_by_role("button", name="Show what would happen").click()

    main = page.get_by_role("main")
    expect(main).to_contain_text("2 would be imported")
    expect(main).to_contain_text("asks nothing, so it is no question")
    assert_accessible(page)
    assert_fits(page)
    assert not Question.objects.exists()
    topic = page.get_by_label("Topic")
    box = topic.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390

    page.get_by_role("button", name="Import", exact=True).click()
    expect(main).to_contain_text("Imported into the bank “Main bank”.", timeout=30_000)
    expect(main).to_contain_text("2 imported")
    assert_accessible(page)
    assert Question.objects.count() == 2

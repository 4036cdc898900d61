import pytest

from lms.site.models import GuideIndexPage, GuidePage, HomePage, TextPage


@pytest.fixture
def home(db):
    return HomePage.objects.get()


@pytest.fixture
def guide(home):
    return home.add_child(instance=GuideIndexPage(title="The clients' guide", slug="guide"))


@pytest.fixture
def add_guide_page(guide):
    def add(title, **fields):
        slug = title.lower().replace(" ", "-")
        return guide.add_child(instance=GuidePage(title=title, slug=slug, **fields))

    return add


@pytest.fixture
def add_text_page(home):
    def add(title, **fields):
        slug = title.lower().replace(" ", "-")
        return home.add_child(instance=TextPage(title=title, slug=slug, **fields))

    return add

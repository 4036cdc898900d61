import pytest
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file


@pytest.fixture
def make_image():
    def make(title="A studio"):
        return Image.objects.create(title=title, file=get_test_image_file())

    return make

"""Files that authors upload."""

import gc
import warnings
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from courses.images import RENDITIONS


def make_document(name: str = "form.pdf", data: bytes = b"%PDF-1.4") -> Any:
    return get_document_model().objects.create(title=name, file=SimpleUploadedFile(name, data))


def raster_image(name: str = "photo") -> Any:
    """A photograph with its renditions made."""
    data = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(data, "PNG")
    image = get_image_model().objects.create(
        title=name, file=SimpleUploadedFile(f"{name}.png", data.getvalue())
    )
    with warnings.catch_warnings():
        # Wagtail leaves the temporary files of AVIF renditions to the garbage collector
        warnings.simplefilter("ignore", ResourceWarning)
        image.get_renditions(*RENDITIONS)
        image = get_image_model().objects.get(pk=image.pk)
        gc.collect()
    return image

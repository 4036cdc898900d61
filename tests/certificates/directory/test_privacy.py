"""Every column of the directory is named: about a person, or not."""

import pytest
from django.apps import apps

from certificates.directory.privacy import HOUSEKEEPING, NOT_PERSONAL, PERSONAL_DATA

MODELS = list(apps.get_app_config("lms_directory").get_models())


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_each_column_says_whether_it_is_about_a_person(model):
    columns = {field.name for field in model._meta.concrete_fields}
    name = model.__name__
    named = set(PERSONAL_DATA.get(name, {})) | NOT_PERSONAL[name]
    assert columns - HOUSEKEEPING == named
    assert not set(PERSONAL_DATA.get(name, {})) & NOT_PERSONAL[name]

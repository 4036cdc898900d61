"""Every column is named as personal or not."""

from django.apps import apps

from certificates.privacy import HOUSEKEEPING, NOT_PERSONAL, PERSONAL_DATA


def test_every_column_of_the_register_is_on_one_list():
    for model in apps.get_app_config("lms_certificates").get_models():
        name = model.__name__
        personal, other = set(PERSONAL_DATA.get(name, {})), set(NOT_PERSONAL.get(name, ()))
        columns = {field.name for field in model._meta.concrete_fields} - HOUSEKEEPING
        assert personal | other == columns, name
        assert not personal & other, name

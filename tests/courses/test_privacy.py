"""People's data is named: a column that nobody thought about fails here."""

from django.apps import apps

from courses.privacy import CONTENT_MODELS, NOT_PERSONAL, PERSONAL_DATA


def columns(model):
    own = [field for field in model._meta.local_fields if not field.auto_created]
    keys = [field for field in model._meta.local_fields if field.primary_key]
    return {field.name for field in [*own, *keys, *model._meta.local_many_to_many]}


def own_models():
    found = apps.get_app_config("lms_courses").get_models()
    return {model.__name__: model for model in found}


def test_every_column_is_either_named_as_personal_or_said_not_to_be():
    for name, model in own_models().items():
        if name in CONTENT_MODELS:
            assert name not in PERSONAL_DATA
            continue
        personal, other = set(PERSONAL_DATA.get(name, ())), NOT_PERSONAL.get(name, frozenset())
        assert personal | other == columns(model), name
        assert not personal & other, name


def test_every_personal_column_says_what_for_and_how_long():
    for name, named in PERSONAL_DATA.items():
        for column, words in named.items():
            assert "; " in words, (name, column)


def test_nothing_is_listed_that_does_not_exist():
    assert set(PERSONAL_DATA) | set(NOT_PERSONAL) | CONTENT_MODELS == set(own_models())

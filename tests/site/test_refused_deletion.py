"""What the history holds on to is not deleted; whoever tries reads why and what to do instead."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.html import strip_tags

from assessments.models import Question
from certificates.models import Award
from courses.models import Topic
from lms.core.deletion import count_holders
from tests.factories.assessments import make_question
from tests.factories.certificates import make_award, make_certificate
from tests.factories.courses import make_enrollment, make_topic, make_user

pytestmark = pytest.mark.django_db


def refusals(response):
    html = response.content.decode()
    found = re.findall(r'<li class="(?:[^"]* )?error".*?</li>', html, re.DOTALL)
    texts = [" ".join(unescape(strip_tags(one)).split()) for one in found]
    return [text for text in texts if text]  # Wagtail keeps an empty one for its scripts


def url_of(instance, what):
    label = f"{instance._meta.app_label}_{instance._meta.model_name}"
    return reverse(f"wagtailsnippets_{label}:{what}", args=[instance.pk])


@pytest.fixture
def published_question():
    return make_question()


@pytest.fixture
def published_award(tree):
    return make_award()


@pytest.fixture
def used_topic():
    make_question(topic=make_topic("depth", title="Depth"))
    return Topic.objects.get(slug="depth")


@pytest.mark.parametrize(
    ("fixture", "because", "instead"),
    [
        ("published_question", "stays: 1 question version.", "Unpublish it instead"),
        ("published_award", "stays: 1 award version.", "nobody earns it from then on"),
        ("used_topic", "stays: 1 question.", "Give them another topic first."),
    ],
)
@pytest.mark.parametrize("step", ["get", "post"])
def test_a_snippet_with_records_says_why_it_stays(
    request, admin_client, fixture, because, instead, step
):
    thing = request.getfixturevalue(fixture)
    answer = getattr(admin_client, step)(url_of(thing, "delete"), follow=True)
    assert answer.redirect_chain == [(url_of(thing, "edit"), 302)]
    (said,) = refusals(answer)
    assert "cannot be deleted" in said
    assert because in said
    assert instead in said
    assert type(thing).objects.filter(pk=thing.pk).exists()


def test_what_has_no_records_is_deleted(tree, admin_client):
    draft, award = make_question(live=False), make_award(publish=False)
    for thing in (draft, award):
        assert admin_client.get(url_of(thing, "delete")).status_code == 200
        admin_client.post(url_of(thing, "delete"))
    assert not Question.objects.exists()
    assert not Award.objects.exists()


def test_several_questions_stay_when_one_of_them_must(admin_client):
    kept, draft = make_question(), make_question(live=False)
    url = reverse("wagtail_bulk_action", args=["lms_assessments", "question", "delete"])
    answer = admin_client.post(f"{url}?id={kept.pk}&id={draft.pk}", follow=True)
    assert answer.redirect_chain[-1][0] == reverse("wagtailsnippets_lms_assessments_question:list")
    assert len(refusals(answer)) == 1
    assert Question.objects.count() == 2


def test_an_account_with_records_says_what_to_do_instead(tree, admin_client):
    holder = make_certificate().user
    answer = admin_client.post(reverse("wagtailusers_users:delete", args=[holder.pk]), follow=True)
    (said,) = refusals(answer)
    assert "1 certificate" in said
    assert "Take away “Active” instead" in said
    assert "erase the person: Settings, Data protection" in said
    assert reverse("wagtailusers_users:edit", args=[holder.pk]) in answer.redirect_chain[0][0]
    assert get_user_model().objects.filter(pk=holder.pk).exists()


def test_several_accounts_stay_when_one_has_records(tree, admin_client):
    learner, nobody = make_enrollment().user, make_user()
    label = get_user_model()._meta
    url = reverse("wagtail_bulk_action", args=[label.app_label, label.model_name, "delete"])
    answer = admin_client.post(f"{url}?id={learner.pk}&id={nobody.pk}", follow=True)
    (said,) = refusals(answer)
    assert "1 enrollment" in said
    assert get_user_model().objects.filter(pk__in=[learner.pk, nobody.pk]).count() == 2
    admin_client.post(f"{url}?id={nobody.pk}")
    assert not get_user_model().objects.filter(pk=nobody.pk).exists()


def test_an_account_without_records_is_deleted(tree, admin_client):
    user = make_user()
    assert count_holders(user) == {}
    admin_client.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    assert not get_user_model().objects.filter(pk=user.pk).exists()

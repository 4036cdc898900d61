"""The frame of every page and the template tags behind it."""

import datetime as dt

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.urls import reverse

FOREIGN = override_settings(ROOT_URLCONF="tests.core.urls_foreign")


def render(source, request=None, **context):
    if request is not None:
        context["request"] = request
    return Template("{% load lms_core %}" + source).render(Context(context))


@pytest.fixture
def trainee(db):
    return get_user_model().objects.create_user(
        "noor", "noor@example.org", "x", first_name="Noor", last_name="Haddad"
    )


# --- the frame


@FOREIGN
@pytest.mark.django_db
def test_base_works_where_a_host_mounts_nothing(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        html = client.get("/").content.decode()
    assert '<main id="main"' in html
    assert 'href="#main"' in html
    assert "My training" not in html  # no dead links
    assert "Sign in" not in html


@pytest.mark.django_db
def test_base_costs_an_anonymous_visitor_no_query(client, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    reverse("account_login")  # the addresses are imported once, when first asked for
    with django_assert_num_queries(0):
        html = render_to_string("lms_core/base.html", {"user": request.user}, request)
    assert ">Sign in</a>" in html


@FOREIGN
def test_base_costs_a_trainee_the_session_and_the_user(
    client, trainee, django_assert_max_num_queries
):
    client.force_login(trainee)
    with django_assert_max_num_queries(2):
        html = client.get("/").content.decode()
    assert "wagtail-userbar" not in html


@FOREIGN
def test_editors_get_the_user_bar_and_trainees_do_not(client, trainee):
    trainee.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(trainee)
    assert client.session["lms_editor"] is True


def test_editor_bar_is_silent_without_a_session():
    assert render("{% editor_bar %}", RequestFactory().get("/")) == ""


def nav(path, key="", user=None):
    request = RequestFactory().get(path)
    source = "{% site_nav %}" + key + "{% endsite_nav %}"
    return render(source, request, user=user or AnonymousUser())


@override_settings(LMS_NAVIGATION=[("a", "Alpha", "/alpha/"), ("b", "Beta", "no_such:name")])
def test_navigation_marks_the_current_page_and_leaves_out_what_does_not_exist():
    assert nav("/alpha/").count('href="/alpha/" aria-current="page"') == 2  # wide and narrow
    assert 'href="/alpha/" aria-current="true"' in nav("/alpha/one/")
    assert "aria-current" not in nav("/")
    assert "Beta" not in nav("/")


@override_settings(LMS_NAVIGATION=[("a", "Alpha", "/alpha/"), ("b", "Beta", "/beta/")])
def test_a_page_can_name_its_entry_in_the_navigation():
    html = nav("/alpha/", key="b")
    assert 'href="/beta/" aria-current="page"' in html
    assert 'href="/alpha/">' in html


def test_navigation_shows_the_name_of_the_person(trainee):
    assert ">Noor Haddad</a>" in nav("/", user=trainee)
    trainee.first_name = trainee.last_name = ""
    assert ">My account</a>" in nav("/", user=trainee)


@override_settings(WAGTAIL_SITE_NAME="Kestrel & Co")
@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Courses", "Courses · Kestrel &amp; Co"),
        ("", "Kestrel &amp; Co"),
        ("Courses · Kestrel &amp; Co", "Courses · Kestrel &amp; Co"),
        ("\n  Hairline\n design ", "Hairline design · Kestrel &amp; Co"),
    ],
)
def test_document_title_ends_with_the_name_of_the_site(title, expected):
    assert render("{% document_title %}" + title + "{% enddocument_title %}") == expected


def test_document_title_escapes_what_authors_wrote():
    source = "{% document_title %}{{ title }}{% enddocument_title %}"
    assert render(source, title="<b>x</b>").startswith("&lt;b&gt;x")


def test_url_or_falls_back_where_an_address_does_not_exist():
    assert render('{% url_or "no_such:name" "/fallback/" %}') == "/fallback/"
    assert render('{% url_or "account_login" "/fallback/" %}') == "/accounts/login/"


def test_theme_color_is_the_ground_of_the_tokens():
    assert render('{% theme_color "light" %}') != render('{% theme_color "dark" %}')


def test_htmx_comes_from_our_own_origin():
    assert 'src="/static/django_htmx/htmx-2.min.js"' in render("{% htmx %}")


# --- drawings in words


def test_ring_says_what_it_shows_and_never_more_than_all():
    assert 'aria-label="14 of 36 units done"' in render("{% ring 36 14 14 %}")
    assert 'aria-label="36 of 36 units done"' in render("{% ring 36 99 %}")
    assert 'aria-label="Infection control"' in render("{% ring 3 1 label='Infection control' %}")


def test_hours_say_the_exact_number():
    html = render("{% hours_dots theory practical %}", theory=4.5, practical=2)
    assert 'aria-label="6.5 hours: 4.5 theory, 2 practical"' in html


def test_state_is_a_mark_and_a_word():
    html = render("{% state 'warn' word icon='pause' %}", word="<Suspended>")
    assert html.startswith('<span class="state is-warn"><svg')
    assert html.endswith("&lt;Suspended&gt;</span>")


def test_progress_dots_speak_and_icons_are_silent():
    assert 'aria-label="You are here"' in render("{% icon 'now' %}")
    assert 'aria-hidden="true"' in render("{% icon 'lock' %}")
    assert 'aria-label="Locked"' in render(
        "{% include 'lms_core/includes/icon.html' with name='lock' label='Locked' %}"
    )


# --- dates and durations


def test_long_date_keeps_day_and_month_together():
    day = dt.date(2026, 11, 2)
    assert render("{% long_date d %}", d=day) == "2\u00a0November 2026"
    assert render("{{ d|long_date }}", d=day) == "2\u00a0November 2026"
    assert render("{{ d|long_date }}", d=None) == ""


@override_settings(TIME_ZONE="Europe/London")
def test_long_date_of_a_moment_is_the_day_at_the_site():
    moment = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert render("{% long_date d %}", d=moment) == "1\u00a0July 2026"
    assert render("{% long_datetime d %}", d=moment) == "1\u00a0July 2026 at 00:30\u00a0BST"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (1, "about 1 minute"),
        (20, "about 20 minutes"),
        (60, "about 1 hour"),
        (95, "about 1 hour 35 minutes"),
        (120, "about 2 hours"),
        (0, ""),
        (None, ""),
    ],
)
def test_durations_read_as_people_say_them(minutes, words):
    assert render("{% duration m %}", m=minutes).replace("\u00a0", " ") == words
    assert render("{{ m|duration }}", m=minutes).replace("\u00a0", " ") == words


# --- forms


class Sample(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="We answer there.")
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea)
    way = forms.ChoiceField(
        label="Way", widget=forms.RadioSelect, choices=[("e", "Mail"), ("p", "Phone")]
    )
    agree = forms.BooleanField(label="I agree")
    token = forms.CharField(widget=forms.HiddenInput, initial="t")

    def clean(self):
        if self.data.get("email") == "both@example.org":
            raise forms.ValidationError("These two do not fit.")


def test_field_ties_hint_and_error_to_its_control():
    html = render("{% field form.email %}", form=Sample({"email": "x"}))
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_helptext">We answer there.' in html
    assert 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert html.index("helptext") < html.index("<input")


def test_field_takes_other_words_and_attributes():
    html = render(
        "{% field form.email label='Post' hint='' inputmode='email' data_x='1' %}", form=Sample()
    )
    assert ">Post</label>" in html
    assert "helptext" not in html
    assert 'inputmode="email"' in html
    assert 'data-x="1"' in html


def test_optional_fields_say_so():
    assert "optional" in render("{% field form.note %}", form=Sample())
    assert "optional" not in render("{% field form.note optional=False %}", form=Sample())
    assert "optional" not in render("{% field form.email %}", form=Sample())


def test_choices_are_a_group_with_a_legend():
    html = render("{% field form.way %}", form=Sample())
    assert "<fieldset" in html
    assert "<legend>Way" in html
    assert html.count('type="radio"') == 2


def test_form_fields_render_all_and_the_hidden_ones():
    html = render("{% form_fields form %}", form=Sample())
    for name in Sample.base_fields:
        assert f'name="{name}"' in html


def test_errors_above_the_form_link_to_each_wrong_field():
    html = render("{% form_errors form advice='Try again.' %}", form=Sample({"email": "x"}))
    assert 'href="#id_email"' in html
    assert 'href="#id_agree"' in html
    assert "Try again." in html
    assert 'role="alert"' in html


def test_an_error_of_the_whole_form_is_the_headline():
    form = Sample({"email": "both@example.org", "way": "e", "agree": "on", "token": "t"})
    html = render("{% form_errors form %}", form=form)
    assert "These two do not fit." in html
    assert "<li>" not in html


def test_a_form_without_errors_says_nothing():
    assert render("{% form_errors form %}", form=Sample()).strip() == ""


def test_author_text_in_labels_is_escaped():
    form = Sample()
    form.fields["email"].label = "<script>"
    assert "<script>" not in render("{% field form.email %}", form=form)


# --- lists


def test_pagination_keeps_the_rest_of_the_query():
    request = RequestFactory().get("/", {"q": "dot", "page": "5"})
    html = render(
        "{% pagination page %}", request, page=Paginator(range(100), 10).get_page(5)
    ).replace("&amp;", "&")
    assert 'href="?q=dot&page=6"' in html
    assert html.count('aria-current="page"') == 1


def test_one_page_needs_no_pagination():
    page = Paginator(range(3), 10).get_page(1)
    assert render("{% pagination page %}", RequestFactory().get("/"), page=page).strip() == ""

"""Clinics and practitioners in the admin: drafts, preview, history, workflow, search."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.ui.tables import (
    Column,
    DateColumn,
    LiveStatusTagColumn,
    UpdatedAtColumn,
)
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from certificates.directory.admin_approving import ClinicEditView, ClinicWorkflowActionView
from certificates.directory.models import Clinic, Practitioner
from certificates.directory.panels import ConsentPanel


class ClinicViewSet(SnippetViewSet):
    """Clinics: their own words in one tab, what was checked in another."""

    model = Clinic
    icon = "home"
    menu_label = _("Clinics")
    list_display = [
        "name",
        "town",
        Column("type", label=_("Type"), accessor="get_type_display"),
        DateColumn("last_confirmed_on", label=_("Last confirmed")),
        LiveStatusTagColumn(),
    ]
    list_filter = ["type", "town", "live", "free_consultation"]
    copy_view_enabled = True
    edit_view_class = ClinicEditView
    workflow_action_view_class = ClinicWorkflowActionView
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("slug"),
                    FieldPanel("type"),
                    MultiFieldPanel(
                        [
                            FieldPanel("street"),
                            FieldRowPanel([FieldPanel("town"), FieldPanel("postcode")]),
                            FieldPanel("country"),
                            FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")]),
                            FieldRowPanel([FieldPanel("phone"), FieldPanel("email")]),
                            FieldPanel("website"),
                        ],
                        _("Where"),
                    ),
                    InlinePanel("hours", label=_("Hours"), heading=_("Opening hours")),
                    FieldPanel("opening_hours"),
                    InlinePanel("access", label=_("Feature"), heading=_("Accessibility")),
                    MultiFieldPanel([FieldPanel("photo"), FieldPanel("photo_alt")], _("Photo")),
                    InlinePanel("photos", label=_("Photo"), heading=_("More photos"), max_num=8),
                ],
                heading=_("Clinic"),
            ),
            ObjectList(
                [
                    FieldPanel("description"),
                    InlinePanel("services", label=_("Service"), heading=_("Services")),
                    MultiFieldPanel(
                        [
                            FieldPanel("price_words"),
                            FieldRowPanel(
                                [FieldPanel("free_consultation"), FieldPanel("payment_plans")]
                            ),
                        ],
                        _("Prices"),
                    ),
                    FieldPanel("hygiene_statement"),
                    FieldPanel("sterilization_statement"),
                    FieldPanel("pigment_statement"),
                    InlinePanel("pigments", label=_("Pigment"), heading=_("Brands of pigment")),
                    FieldRowPanel(
                        [FieldPanel("registration_number"), FieldPanel("registration_authority")]
                    ),
                    InlinePanel("spoken", label=_("Language"), heading=_("Languages")),
                ],
                heading=_("What the clinic says"),
            ),
            ObjectList(
                [
                    InlinePanel("checks", label=_("Check"), heading=_("What was checked")),
                    FieldPanel("last_confirmed_on", read_only=True),
                ],
                heading=_("Checks"),
            ),
            ObjectList([PublishingPanel()], heading=_("Publishing")),
        ]
    )


class PractitionerViewSet(SnippetViewSet):
    """Practitioners; their consents are shown and never edited here."""

    model = Practitioner
    icon = "user"
    menu_label = _("Practitioners")
    list_display = ["display_name", "user", LiveStatusTagColumn(), UpdatedAtColumn()]
    list_filter = ["live"]
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("display_name"),
                    FieldPanel("slug"),
                    FieldPanel("user"),
                    InlinePanel("places", label=_("Clinic"), heading=_("Where they work")),
                    FieldPanel("bio"),
                    FieldPanel("practicing_since"),
                    InlinePanel("spoken", label=_("Language"), heading=_("Languages")),
                    InlinePanel("training", label=_("Certificate"), heading=_("Training shown")),
                    FieldPanel("photo"),
                ],
                heading=_("Practitioner"),
            ),
            ObjectList([ConsentPanel()], heading=_("Consents")),
            ObjectList([PublishingPanel()], heading=_("Publishing")),
        ]
    )


class DirectoryViewSetGroup(SnippetViewSetGroup):
    """One entry in the admin's menu."""

    items = (ClinicViewSet, PractitionerViewSet)
    menu_label = _("Directory")
    menu_icon = "site"
    menu_order = 240

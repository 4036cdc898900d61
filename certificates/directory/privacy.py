"""Which columns of the directory hold data about people, and for how long they are kept."""

PERSONAL_DATA: dict[str, dict[str, str]] = {
    "Practitioner": {
        "user": "the person's account; until the entry is erased",
        "display_name": "shown while consent to the name stands; until the entry is erased",
        "slug": "made from the name; until the entry is erased",
        "bio": "the person's own words; until changed or the entry is erased",
        "languages": "the person's own words; until changed or the entry is erased",
        "practicing_since": "the person's own words; until changed or the entry is erased",
        "photo": "shown while consent to the photo stands; until changed or the entry is erased",
    },
    "ClinicPractitioner": {
        "practitioner": "where the person works; until the registrar removes it",
        "clinic": "where the person works; until the registrar removes it",
        "role": "the person's role there; until the registrar removes it",
    },
    "ListingConsent": {
        "practitioner": "who allowed it; kept as proof of consent for six years after withdrawal",
        "kind": "what was allowed; kept as proof for six years after withdrawal",
        "given_at": "when; kept as proof for six years after withdrawal",
        "given_by": "by whom; kept as proof for six years after withdrawal",
        "withdrawn_at": "when it ended; kept as proof for six years after it",
        "withdrawn_by": "by whom; kept as proof for six years after it",
    },
    "ClinicCheck": {
        "checked_by": "a colleague's name or role, shown to clients; with the check",
    },
    "Clinic": {
        "phone": "of the business, may be one person's; until changed",
        "street": "of the business, may be one person's; until changed",
        "registration_number": "of the business, may be one person's; until changed",
    },
}
NOT_PERSONAL: dict[str, frozenset[str]] = {
    "Clinic": frozenset(
        [
            "name",
            "slug",
            "type",
            "town",
            "postcode",
            "country",
            "website",
            "opening_hours",
            "description",
            "price_words",
            "free_consultation",
            "payment_plans",
            "hygiene_statement",
            "pigment_statement",
            "registration_authority",
            "languages",
            "photo",
            "photo_alt",
            "last_confirmed_on",
        ]
    ),
    "ClinicService": frozenset(["clinic", "technique", "note"]),
    "ClinicCheck": frozenset(["clinic", "kind", "checked_on", "finding"]),
    "Practitioner": frozenset(),
    "ClinicPractitioner": frozenset(),
    "ListingConsent": frozenset(),
}
# columns every row or every draft has: keys, order, and Wagtail's publishing state
HOUSEKEEPING = frozenset(
    [
        "id",
        "sort_order",
        "live",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "latest_revision",
        "live_revision",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
    ]
)
# how each model leads to the person it is about; clinics are about businesses
SUBJECTS = {
    "Practitioner": "user",
    "ClinicPractitioner": "practitioner__user",
    "ListingConsent": "practitioner__user",
}
# the entry itself is emptied by its service: its drafts, its photo and the search know it too
DELETED = frozenset(["ClinicPractitioner"])

"""Which columns of the directory hold data about people, and for how long they are kept."""

PERSONAL_DATA: dict[str, dict[str, str]] = {
    "Practitioner": {
        "user": "the person's account; until the entry is erased",
        "display_name": "shown while consent to the name stands; until the entry is erased",
        "sort_name": "made from the name; until the entry is erased",
        "slug": "made from the name; until the entry is erased",
        "bio": "the person's own words; until changed or the entry is erased",
        "practicing_since": "the person's own words; until changed or the entry is erased",
        "photo": "shown while consent to the photo stands; until changed or the entry is erased",
    },
    "PractitionerLanguage": {
        "practitioner": "whose language; until changed or the entry is erased",
        "code": "the person's own words; until changed or the entry is erased",
    },
    "PractitionerTraining": {
        "practitioner": "who chose to show it; until changed or the entry is erased",
        "number": "the person's own choice; until changed or the entry is erased",
    },
    "ClinicPractitioner": {
        "practitioner": "where the person works; until the registrar removes it",
        "clinic": "where the person works; until the registrar removes it",
        "role": "the person's role there; until the registrar removes it",
    },
    "PractitionerWord": {
        "practitioner": "whose name it is; as long as the entry is published",
        "word": "a word of the name, for the search; as long as the entry is published",
    },
    "ListingConsent": {
        "practitioner": "who allowed it; kept as proof of consent for six years after withdrawal",
        "kind": "what was allowed; kept as proof for six years after withdrawal",
        "given_at": "when; kept as proof for six years after withdrawal",
        "given_by": "by whom; kept as proof for six years after withdrawal",
        "withdrawn_at": "when it ended; kept as proof for six years after it",
        "withdrawn_by": "by whom; kept as proof for six years after it",
    },
    "ClinicInvitation": {
        "email": "who was invited; until it ends unused, or until who accepted is erased",
        "invited_by": "which colleague; kept with the invitation",
        "used_by": "who accepted; kept as proof of who speaks for the clinic",
        "withdrawn_by": "which colleague; kept with the invitation",
    },
    "ClinicOwner": {
        "user": "who speaks for the clinic; kept as proof, ended at erasure",
        "since": "from when; kept as proof of who spoke for the clinic",
        "ended_at": "until when; kept as proof of who spoke for the clinic",
        "ended_by": "by whom; kept as proof of who spoke for the clinic",
    },
    "ClinicConfirmation": {"by": "who confirmed; kept with the confirmation"},
    "PlaceRequest": {
        "practitioner": "who works there; kept as proof that both sides agreed",
        "role": "the person's role there; kept as proof that both sides agreed",
        "side": "who asked; kept as proof that both sides agreed",
        "asked_at": "when; kept as proof that both sides agreed",
        "asked_by": "who asked; kept as proof that both sides agreed",
        "answered_at": "when; kept as proof that both sides agreed",
        "answered_by": "who answered; kept as proof that both sides agreed",
        "is_accepted": "the answer; kept as proof that both sides agreed",
    },
    "Review": {
        "author": "a first name or initials, if any; until the author takes it back",
        "visited_in": "the month of a visit, never the day; kept with the review",
        "result": "what the client thought; kept with the review",
        "hygiene": "what the client thought; kept with the review",
        "consultation": "what the client thought; kept with the review",
        "aftercare": "what the client thought; kept with the review",
        "text": "the client's words; until taken back, or seven days when never confirmed",
        "email_hash": "keyed hash of an address we do not keep; until the review is taken back",
    },
    "ReviewReply": {
        "text": "the clinic's words; kept with the review",
        "written_by": "who answered; for good, as an account without personal data once erased",
    },
    "PortfolioCase": {
        "practitioner": "whose work; for good, as an entry without personal data once erased",
        "technique": "what was done; for good, without its pictures once taken down",
        "sessions": "what was done; for good, without its pictures once taken down",
        "months_healed": "what was done; for good, without its pictures once taken down",
        "note": "the practitioner's words; until erased",
        "consent_reference": "number of a paper in the practitioner's files; until erased",
        "consent_signed_on": "when a client allowed it; for good, as proof",
        "consent_covers": "what a client allowed; for good, as proof",
        "consent_recorded_by": "who recorded it; for good, as proof",
        "consent_withdrawn_at": "when a client took it back; for good, as proof",
        "warning": "what a moderator should compare; until erased",
    },
    "PortfolioPicture": {
        "case": "whose work; for good, without the picture once taken down",
        "file": "a client's head, without place or camera; until taken down or not allowed",
        "width": "of the picture; for good",
        "height": "of the picture; for good",
        "digest": "tells the same picture; deleted with it",
        "look": "tells a similar picture; deleted with it",
    },
    "DirectoryReport": {
        "practitioner": "whom the report is about; for good",
        "review": "which words the report is about; for good",
        "case": "which pictures the report is about; for good",
        "text": "what somebody saw, may name people; for good, as evidence",
        "contact": "where an answer goes; until the report is closed",
        "handled_by": "the moderator who acted; for good, as an account without personal data",
        "note": "what the moderator did, never public; for good",
    },
    "ModerationLog": {
        "actor": "who took the step; for good, as an account without personal data",
        "reason": "why, in the moderator's words; for good, as evidence",
    },
    "UnsentMail": {
        "to": "where a mail goes; until a server took it, three days at most",
        "subject": "of the mail; until a server took it, three days at most",
        "body": "of the mail; until a server took it, three days at most",
    },
    "ClinicCheck": {
        "checked_by": "a colleague's name or role, shown to clients; with the check",
    },
    "Clinic": {
        "latitude": "of the business, may be one person's; until changed",
        "longitude": "of the business, may be one person's; until changed",
        "located_from": "of the business, may be one person's; until changed",
        "phone": "of the business, may be one person's; until changed",
        "email": "of the business, may be one person's; until changed",
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
            "sterilization_statement",
            "pigment_statement",
            "registration_authority",
            "photo",
            "photo_alt",
            "last_confirmed_on",
            "sort_name",
            "town_key",
            "postcode_key",
        ]
    ),
    "ClinicService": frozenset(
        ["clinic", "technique", "note", "price_from", "price_to", "currency", "price_unit"]
    ),
    "ClinicHours": frozenset(["clinic", "day", "opens", "closes", "by_appointment"]),
    "ClinicLanguage": frozenset(["clinic", "code"]),
    "ClinicPigment": frozenset(["clinic", "brand", "statement"]),
    "ClinicAccess": frozenset(["clinic", "feature"]),
    "ClinicPhoto": frozenset(["clinic", "image", "alt"]),
    "ClinicInvitation": frozenset(
        ["clinic", "invited_at", "expires_at", "used_at", "withdrawn_at"]
    ),
    "ClinicOwner": frozenset(["clinic", "invitation"]),
    "ClinicConfirmation": frozenset(["clinic", "at"]),
    "ConfirmationReminder": frozenset(["clinic", "counted_from", "days", "claimed_at"]),
    "PlaceRequest": frozenset(["clinic"]),
    "Review": frozenset(["key", "state", "created_at", "published_at", "clinic", "public_reason"]),
    "ReviewReply": frozenset(["key", "state", "created_at", "published_at", "review"]),
    "PortfolioCase": frozenset(
        ["key", "state", "created_at", "published_at", "is_watermarked", "public_reason"]
    ),
    "PortfolioPicture": frozenset(["token", "side"]),
    "LookBand": frozenset(["picture", "place", "value"]),
    "DirectoryReport": frozenset(["clinic", "reason", "created_at", "handled_at"]),
    "UnsentMail": frozenset(["failed_at", "tries"]),
    "ModerationLog": frozenset(["review", "reply", "case", "report", "step", "at"]),
    "ClinicCheck": frozenset(["clinic", "kind", "checked_on", "finding"]),
    "ClinicWord": frozenset(["clinic", "word"]),
    "Place": frozenset(
        ["kind", "country", "key", "code", "name", "population", "latitude", "longitude"]
    ),
    "Practitioner": frozenset(),
    "PractitionerLanguage": frozenset(),
    "PractitionerTraining": frozenset(),
    "PractitionerWord": frozenset(),
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
    "PractitionerLanguage": "practitioner__user",
    "PractitionerTraining": "practitioner__user",
    "ClinicInvitation": "used_by",
    "ClinicOwner": "user",
    "ClinicConfirmation": "by",
    "PlaceRequest": "practitioner__user",
    "ClinicPractitioner": "practitioner__user",
    "PractitionerWord": "practitioner__user",
    "ListingConsent": "practitioner__user",
    "PortfolioCase": "practitioner__user",
    "PortfolioPicture": "case__practitioner__user",
    "ReviewReply": "written_by",
}
# the entry itself is emptied by its service: its drafts, its photo and the search know it too
DELETED = frozenset(
    ["ClinicPractitioner", "PractitionerLanguage", "PractitionerTraining", "PractitionerWord"]
)
# an invitation stays as proof, whom it reached does not; a case stays without a word, and its
# service deletes the pictures
EMPTIED = {
    "ClinicInvitation": {"email": ""},
    "PortfolioCase": {"note": "", "consent_reference": "", "warning": ""},
}

"""The one place settings of the plugin are read: lazily, with a default each.

``from lms.core.conf import lms_settings`` then ``lms_settings.LMS_ISSUER_NAME``. A name that is not
in :data:`DEFAULTS` raises ``AttributeError``, so a typing mistake never reads as "not set".
"""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

DEFAULTS: dict[str, Any] = {
    # who issues certificates, in words, as printed
    "LMS_ISSUER_NAME": "Training provider",
    "LMS_ISSUER_LINE": "",
    "LMS_ISSUER_CONTACT": "",
    # scheme and host every printed or mailed verification address starts with
    "LMS_VERIFY_BASE_URL": "http://127.0.0.1:8000",
    # look-ups of the register per client address: count / s, m or h
    "LMS_VERIFY_RATE": "30/m",
    # concerns reported per client address
    "LMS_CONCERN_RATE": "5/h",
    # erased names typed to be confirmed, per client address and per certificate
    "LMS_NAME_RATE": "10/h",
    # what one client address may do in the directory: reviews written, contacts of clinics shown,
    # messages sent, entries reported
    "LMS_REVIEW_RATE": "3/h",
    "LMS_REVEAL_RATE": "20/h",
    "LMS_MESSAGE_RATE": "5/h",
    "LMS_REPORT_RATE": "5/h",
    # addresses of proxies whose X-Forwarded-For is believed
    "LMS_TRUSTED_PROXIES": [],
    # further lesson blocks, name -> dotted path of a block class
    "LMS_LESSON_BLOCKS": {},
    # further question types, name -> dotted path of a QuestionType class
    "LMS_QUESTION_TYPES": {},
    # for how long after the end of an exam an answer that was on its way is still taken
    "LMS_EXAM_GRACE_SECONDS": 30,
    # font files tried, in order, for scripts that the bundled faces do not cover
    "LMS_CERTIFICATE_FONTS": [],
    # "A4" or "LETTER"
    "LMS_CERTIFICATE_PAPER": "A4",
    # storage alias (settings.STORAGES) for files that must never be public
    "LMS_PRIVATE_STORAGE": "private",
    # private keys, PEM text or the path of a PEM file: P-256 (followed by its certificates) for PDF
    # files, Ed25519 for proofs in badges, RSA for badges as tokens; empty makes a development key
    "LMS_SEAL_KEY": "",
    "LMS_PROOF_KEY": "",
    "LMS_TOKEN_KEY": "",
    # dotted path of a function from a purpose (seal, proof, token) to a certificates.api.Signer, or
    # to None for the settings above: smart cards and key services
    "LMS_SIGNER": "",
    # whether demonstrations may draw numbers from a seed, the same everywhere; never in production
    "LMS_SEEDED_CHANCE": False,
    # address of a timestamp server (RFC 3161) asked for each seal; needs the extra "timestamps"
    "LMS_TIMESTAMP_URL": "",
    # dotted path of the class that knows where towns and postcodes are
    "LMS_GAZETTEER": "certificates.directory.gazetteer.stored.StoredGazetteer",
    # template of the directory's map; a host's own map reads the same values
    "LMS_DIRECTORY_MAP": "lms_directory/includes/map.html",
    # answers of the directory as JSON per client address
    "LMS_DIRECTORY_RATE": "120/m",
    # searches of one client, on the page and by program together
    "LMS_DIRECTORY_DAY_RATE": "1500/d",
    # main navigation: key, label, path or name of an address (left out where it does not exist)
    "LMS_NAVIGATION": [
        ("courses", _("Courses"), "/courses/"),
        ("training", _("My training"), "lms_courses:dashboard"),
        ("directory", _("Find a practitioner"), "lms_directory:index"),
        ("verify", _("Verify a certificate"), "lms_certificates:verify"),
    ],
    # where a signed-in person's name in the header leads
    "LMS_ACCOUNT_URL": "account_email",
    # the line and the links (label, path or name) at the foot of every page
    "LMS_FOOTER_TEXT": _(
        "Teaching material, not medical advice. Our certificates are not statutory licenses and "
        "not regulated qualifications."
    ),
    "LMS_FOOTER_LINKS": [],
}


class LmsSettings:
    """Reads ``django.conf.settings`` at each access, so that overrides in tests are seen."""

    def __getattr__(self, name: str) -> Any:
        if name not in DEFAULTS:
            raise AttributeError(f"{name!r} is not a setting of this package (see DEFAULTS)")
        return getattr(settings, name, DEFAULTS[name])


lms_settings = LmsSettings()

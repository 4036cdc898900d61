"""What a host site adds to its settings: ``INSTALLED_APPS += lms.plugin.APPS``."""

APPS = [
    "lms.core",
    "courses",
    "assessments",
    "certificates",
    "certificates.directory",
]

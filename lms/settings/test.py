"""Tests: fast hashing, file-based SQLite (threads need a real file), immediate tasks."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

SECRET_KEY = "tests"  # noqa: S105
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True
LMS_SEEDED_CHANCE = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
}
_files = Path(tempfile.mkdtemp(prefix="stipple-test-"))
atexit.register(shutil.rmtree, _files, ignore_errors=True)
STORAGES["private"]["OPTIONS"] = {"location": str(_files / "private")}
MEDIA_ROOT = _files / "media"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["TEST"] = {
        "NAME": os.environ.get(
            "STIPPLE_TEST_DB", os.path.join(tempfile.gettempdir(), "stipple-test.sqlite3")
        )
    }
WHITENOISE_AUTOREFRESH = True

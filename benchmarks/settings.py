"""The reference site with a bare page type beside it."""

from lms.settings.test import *  # noqa: F403
from lms.settings.test import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "benchmarks.bare"]

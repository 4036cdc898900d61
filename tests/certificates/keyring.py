"""Keys for tests, as an operator would configure them."""

from certificates.credentials.material import generate_private
from certificates.enums import KeyPurpose

PEMS = {purpose: generate_private(purpose) for purpose in KeyPurpose}


def configure(settings, **pems):
    """Put configured keys into the settings; others than the usual ones by purpose."""
    for purpose in KeyPurpose:
        setattr(settings, f"LMS_{purpose.upper()}_KEY", pems.get(str(purpose), PEMS[purpose]))

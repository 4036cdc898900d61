from wagtail import hooks

from lms.core.hooks import PERSONAL_DATA
from lms.core.privacy import Holding


@hooks.register(PERSONAL_DATA)
def account_data() -> Holding:
    """The addresses that the accounts of this site keep beside the account itself."""
    return Holding(
        app_label="account",
        columns={
            "EmailAddress": {
                "email": "to sign in and to be written to; until changed or erased",
                "verified": "whether it was confirmed; with the address",
                "primary": "which one is written to; with the address",
            }
        },
        subjects={"EmailAddress": "user"},
        deleted=frozenset(["EmailAddress"]),
    )

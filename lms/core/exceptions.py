"""The base of every refusal: a sentence a person can act on."""


class LmsError(Exception):
    """A refused action. ``str(error)`` is a translated sentence that says why and what to do."""

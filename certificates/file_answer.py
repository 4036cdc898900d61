"""What the register says about a file it is shown, as a value. Pure."""

from dataclasses import dataclass

from certificates.enums import CertificateState, FileReason, FileVerdict
from certificates.register import RegisterAnswer

# no file of ours is nearly as large
MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class FileAnswer:
    """``form`` is "pdf", "badge", "status" (a list of them) or empty.

    ``reason`` says why a file is not the one issued.

    ``register`` is the truth about the certificate the file belongs to or claims to be; None where
    there is none. ``is_current`` says of a status list that it still says what the register does.
    """

    verdict: FileVerdict
    form: str = ""
    reason: FileReason | None = None
    register: RegisterAnswer | None = None
    is_current: bool = False

    @property
    def is_valid(self) -> bool:
        """Whether the file is as issued and its certificate in force, or its list current, now."""
        return self.is_current or (
            self.verdict == FileVerdict.EXACT
            and self.register is not None
            and self.register.state == CertificateState.VALID
        )

    @property
    def exit_code(self) -> int:
        """0 valid, 1 not valid now, 2 altered, 3 not ours, 4 unreadable."""
        if self.verdict in {FileVerdict.EXACT, FileVerdict.REPLACED}:
            return 0 if self.is_valid else 1
        return {FileVerdict.ALTERED: 2, FileVerdict.FOREIGN: 3, FileVerdict.UNREADABLE: 4}[
            self.verdict
        ]

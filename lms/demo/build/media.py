"""Pictures and documents of the demo academy: our own drawings, and small forms made here."""

import io
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

ART = Path(__file__).resolve().parent.parent / "content" / "art"
FILMS = ART.parent / "films"
COLLECTION = "Demo academy"

FORMS: dict[str, tuple[str, list[str]]] = {
    "hygiene-checklist": (
        "Set-up and clean-down checklist",
        [
            "Hands washed for 40 to 60 seconds, towel used to turn off the tap",
            "Barrier film on machine, cord, power supply, lamp and bottles",
            "Pigment poured into single-use caps, bottle closed and put away",
            "Cartridge sterile, in date, with a membrane, opened in front of the client",
            "Lot numbers of cartridge and pigment written down",
            "Sharps container within reach and less than three quarters full",
            "Gloves changed after every interruption, hands washed in between",
            "Leftover pigment and caps discarded, surfaces disinfected, contact time kept",
        ],
    ),
    "consultation-form": (
        "Consultation and consent form",
        [
            "Full name, contact, date of birth; proof of age seen by",
            "Reason for coming, hair loss pattern, earlier treatments and their dates",
            "Heart, epilepsy, diabetes, immunity, allergies, pregnancy, medication incl. "
            "anticoagulants",
            "Skin of the area: infection, psoriasis, moles, keloid or raised scars",
            "Patch test: date, product and batch, result",
            "Process, risks and aftercare explained in words and in writing",
            "Consent to treatment (signature); to photographs for the record; to publication",
            "Signed by the practitioner, countersigned by the client, date",
        ],
    ),
    "aftercare-sheet": (
        "Aftercare sheet",
        [
            "Do not pick, scratch or rub. Small flakes leave on their own",
            "Touch only with clean hands; wash as your practitioner wrote here: ____ days",
            "No sweating sport, sauna or pool until: ____",
            "Shade your scalp; sun cream only after the skin has healed",
            "Call us when redness spreads, or there is heat, pus or fever: see a doctor the same "
            "day",
            "Bring this sheet to the next session, not before: ____",
        ],
    ),
}


def get_collection() -> Collection:
    """The collection that holds everything the demo brings."""
    found = Collection.objects.filter(name=COLLECTION).first()
    if found:
        return found
    root = Collection.get_first_root_node()
    return root.add_child(instance=Collection(name=COLLECTION))


class Media:
    """Finds or makes images and documents by name; the same name is the same row."""

    def __init__(self, *, owner: Any) -> None:
        self.owner = owner
        self.collection = get_collection()
        self._images = {
            i.title: i for i in get_image_model().objects.filter(collection=self.collection)
        }
        self._documents = {
            d.title: d for d in get_document_model().objects.filter(collection=self.collection)
        }

    def image(self, name: str) -> Any:
        """The drawing ``art/<name>.svg`` as a Wagtail image."""
        title = f"Drawing: {name.replace('-', ' ')}"
        if title not in self._images:
            data = (ART / f"{name}.svg").read_bytes()
            self._images[title] = get_image_model().objects.create(
                title=title,
                file=ContentFile(data, name=f"{name}.svg"),
                collection=self.collection,
                uploaded_by_user=self.owner,
            )
        return self._images[title]

    def document(self, name: str) -> Any:
        """One of :data:`FORMS` as a PDF document."""
        title, lines = FORMS[name]
        return self._document(title, f"{name}.pdf", lambda: _form_pdf(title, lines))

    def film(self, name: str) -> Any:
        """The film, or the captions of one, that lies at ``films/<name>``."""
        stem, ending = name.rsplit(".", 1)
        kind = "Captions" if ending == "vtt" else "Film"
        return self._document(f"{kind}: {stem.replace('-', ' ')}", name, (FILMS / name).read_bytes)

    def _document(self, title: str, filename: str, read: Callable[[], bytes]) -> Any:
        if title not in self._documents:
            self._documents[title] = get_document_model().objects.create(
                title=title,
                file=ContentFile(read(), name=filename),
                collection=self.collection,
                uploaded_by_user=self.owner,
            )
        return self._documents[title]


def stable_uuid(*parts: str) -> uuid.UUID:
    """The same parts give the same key on every machine."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "demo:" + "/".join(parts))


def stable_id(*parts: str) -> str:
    """The same parts give the same block id, so that loading twice changes nothing."""
    return str(stable_uuid(*parts))


def _form_pdf(title: str, lines: list[str]) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    buffer = io.BytesIO()
    styles = getSampleStyleSheet()
    flow = [Paragraph(title, styles["Title"]), Spacer(1, 12)]
    for line in lines:
        flow += [Paragraph(f"[ &nbsp; ] &nbsp; {line}", styles["Normal"]), Spacer(1, 14)]
    flow.append(Paragraph("Kestrel Lane Academy. Teaching material.", styles["Italic"]))
    SimpleDocTemplate(buffer, pagesize=A4, title=title, invariant=1).build(flow)
    return buffer.getvalue()

"""What is issued, before programs that nobody here wrote."""

import datetime as dt
import io
import json
import shutil
import subprocess
from dataclasses import replace
from decimal import Decimal

import pytest
import stdnum.exceptions
from pypdf import PdfReader
from stdnum.iso7064 import mod_37_2

from certificates.documents.design import Design
from certificates.documents.faces import load_face, load_faces
from certificates.documents.page import render_certificate
from certificates.documents.seal import seal
from certificates.documents.transcript import render_transcript, word_transcript
from certificates.documents.wording import SealWords, word_snapshot
from certificates.enums import Inks, Layout, Paper
from certificates.logos import read_logo
from certificates.numbers import draw_number
from certificates.services.badges import badge_document, badge_token, issuer_document
from scripts.system_tools import NODE_FOLDER, has_jose, preflight_command
from tests.certificates import sealing
from tests.certificates.keyring import configure
from tests.certificates.samples import make_snapshot
from tests.certificates.test_designs import png
from tests.certificates.test_documents import NAMES
from tests.factories.certificates import make_certificate

FACES = load_faces()


def run(*command, **options):
    return subprocess.run(command, capture_output=True, check=False, text=True, **options)  # noqa: S603


# --- PDF files


def sealed_upright():
    design = Design(layout=Layout.PORTRAIT, inks=Inks.PETROL, logo=read_logo(png()))
    words = word_snapshot(make_snapshot(name=NAMES["Arabic"]), design=design)
    page = render_certificate(words, FACES, Paper.LETTER, design=design, sealed_at=sealing.MOMENT)
    return seal(page, sealing.seal_key())


def sealed_transcript():
    words = word_transcript(
        make_snapshot(results=make_snapshot().results * 60),
        addressee="Health Licensing Office",
        on=dt.date(2026, 11, 28),
        seal=SealWords.SEALED,
    )
    pages = render_transcript(words, FACES, sealed_at=sealing.MOMENT)
    return seal(pages, sealing.seal_key())


def sealed_in_outlines():
    """A page set in a font of the site's own, with cubic outlines, as most fonts for Han are."""
    import font_source_serif_pro

    face = load_face(f"{font_source_serif_pro.font_directory}/SourceSerifPro-Regular.otf")
    words = word_snapshot(make_snapshot())
    page = render_certificate(words, replace(FACES, hero=(face,)), sealed_at=sealing.MOMENT)
    return seal(page, sealing.seal_key())


FILES = {
    "landscape": sealing.sealed_file,
    "upright, with a logo, in Arabic": sealed_upright,
    "in Devanagari": lambda: sealing.sealed_file(name=NAMES["Devanagari"]),
    "in a font of the site's own": sealed_in_outlines,
    "transcript of several pages": sealed_transcript,
}


def ask_pdfsig(path):
    said = run(shutil.which("pdfsig"), path).stdout
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "Not total document signed" not in said


def ask_qpdf(path):
    said = run(shutil.which("qpdf"), "--check", path)
    assert said.returncode == 0, said.stdout + said.stderr


def ask_preflight(path):
    said = run(*preflight_command(), path)
    assert "is a valid PDF/A-1b file" in said.stdout, said.stdout


def ask_pypdf(path):
    root = PdfReader(path, strict=True).trailer["/Root"]
    assert str(root["/Lang"]).startswith("en")
    assert b"<dc:language><rdf:Bag><rdf:li>en" in root["/Metadata"].get_data()


JUDGES = {
    "pypdf": ask_pypdf,
    **({"pdfsig": ask_pdfsig} if shutil.which("pdfsig") else {}),
    **({"qpdf": ask_qpdf} if shutil.which("qpdf") else {}),
    **({"preflight": ask_preflight} if preflight_command() else {}),
}


@pytest.mark.parametrize("judge", JUDGES)
def test_every_kind_of_file_is_found_sound_whole_and_archivable(judge, tmp_path):
    for name, make in FILES.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(make())
        JUDGES[judge](path)


# --- badges as tokens

VERIFY = """
import * as jose from 'jose';
let text = '';
for await (const part of process.stdin) text += part;
const {token, jwk, issuer} = JSON.parse(text);
try {
  const key = await jose.importJWK(jwk, 'RS256');
  const found = await jose.jwtVerify(token, key, {issuer, algorithms: ['RS256']});
  console.log(JSON.stringify({header: found.protectedHeader, payload: found.payload}));
} catch (error) { console.log(JSON.stringify({error: error.code})); }
"""


def ask_jose(token, jwk, issuer):
    said = run(
        "node",
        "--input-type=module",
        "--eval",
        VERIFY,
        cwd=NODE_FOLDER,
        input=json.dumps({"token": token, "jwk": jwk, "issuer": issuer}),
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def ask_pyjwt(token, jwk, issuer):
    import jwt

    key = jwt.PyJWK(jwk, algorithm="RS256")
    try:
        payload = jwt.decode(token, key, algorithms=["RS256"], issuer=issuer)
    except jwt.InvalidTokenError as error:
        return {"error": str(error)}
    return {"header": jwt.get_unverified_header(token), "payload": payload}


TOKEN_JUDGES = {"PyJWT": ask_pyjwt, **({"jose": ask_jose} if has_jose() else {})}


@pytest.mark.django_db
@pytest.mark.parametrize("judge", TOKEN_JUDGES)
def test_the_token_is_accepted_with_the_published_key_alone(judge, settings):
    configure(settings)
    certificate = make_certificate()
    token, document = badge_token(certificate), badge_document(certificate)
    methods = issuer_document()["verificationMethod"]
    (jwk,) = (method["publicKeyJwk"] for method in methods if "publicKeyJwk" in method)
    issuer = document["issuer"]["id"]
    found = TOKEN_JUDGES[judge](token, jwk, issuer)
    header, payload = found["header"], found["payload"]
    assert set(header) <= {"alg", "kid", "jwk", "typ"}
    assert header["alg"] == "RS256"
    assert (payload["iss"], payload["jti"]) == (issuer, document["id"])
    assert payload["sub"] == document["credentialSubject"]["id"]
    for claim, member in (("nbf", "validFrom"), ("exp", "validUntil")):
        assert payload[claim] == dt.datetime.fromisoformat(document[member]).timestamp()
    head, body, signature = token.split(".")
    changed = body[:-8] + ("A" if body[-8] != "A" else "B") + body[-7:]
    for forged in (f"{head}.{changed}.{signature}", f"{head}.{body}."):
        assert TOKEN_JUDGES[judge](forged, jwk, issuer).get("error")


# --- numbers


def test_every_number_drawn_ends_in_the_check_character_of_the_standard():
    for _ in range(200):
        mod_37_2.validate(draw_number())
    number = draw_number()
    other = "2" if number[3] != "2" else "3"
    with pytest.raises(stdnum.exceptions.InvalidChecksum):
        mod_37_2.validate(number[:3] + other + number[4:])


def test_scores_are_on_the_transcript_and_never_on_the_certificate():
    def text_of(data):
        return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)

    snapshot = make_snapshot()
    assert snapshot.results[0].score == Decimal("0.87")
    assert "87 %" in text_of(sealed_transcript())
    assert "87 %" not in text_of(sealing.sealed_file())

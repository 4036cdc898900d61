"""Seals with the timestamp of a server: asked over HTTP, judged by another implementation."""

import datetime as dt
import io
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.core.management import CommandError, call_command
from django.urls import reverse
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from certificates.enums import FileVerdict, KeyPurpose
from certificates.models import CertificateDocument, IssuerKey
from certificates.services.check import check_file
from certificates.services.documents import ensure_document
from lms.core import clock
from tests.certificates.keyring import configure
from tests.certificates.test_judges import JUDGES
from tests.factories.certificates import make_certificate

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """A timestamp authority: its certificate, and each program here that can speak for it."""
    private = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "A clock of somebody else")])
    now = dt.datetime.now(dt.UTC)
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(7)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(usage, critical=True)
        .sign(private, hashes.SHA256())
    )
    certificate = asn1.Certificate.load(made.public_bytes(Encoding.DER))
    der = private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    stamper = DummyTimeStamper(certificate, keys.PrivateKeyInfo.load(der))
    folder = tmp_path_factory.mktemp("authority")
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    pem = private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (folder / "key.pem").write_bytes(pem)
    (folder / "serial").write_text("01")
    (folder / "ts.cnf").write_text(OPENSSL)

    def ask_pyhanko(request):
        return stamper.request_tsa_response(tsp.TimeStampReq.load(request)).dump()

    def ask_openssl(request):
        (folder / "request").write_bytes(request)
        command = ["ts", "-reply", "-config", "ts.cnf", "-queryfile", "request", "-out", "answer"]
        subprocess.run([shutil.which("openssl"), *command], cwd=folder, check=True)  # noqa: S603
        return (folder / "answer").read_bytes()

    return certificate, {"pyhanko": ask_pyhanko, "openssl": ask_openssl}


PROGRAMS = ["pyhanko", *(["openssl"] if shutil.which("openssl") else [])]
OPENSSL = """
[tsa]
default_tsa = clock
[clock]
serial = serial
signer_cert = certificate.pem
signer_key = key.pem
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
ess_cert_id_alg = sha256
"""


@pytest.fixture(params=PROGRAMS)
def server(request, authority, settings):
    stamp = authority[1][request.param]

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            answer = stamp(self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        settings.LMS_TIMESTAMP_URL = f"http://127.0.0.1:{running.server_port}/"
        yield
        running.shutdown()
        thread.join()


def test_a_seal_carries_the_time_of_the_server(authority, server, settings, tmp_path):
    configure(settings)
    certificate = make_certificate()
    with ensure_document(certificate).file.open("rb") as file:
        data = file.read()
    seal_certificate = x509.load_pem_x509_certificate(
        IssuerKey.objects.get(purpose=KeyPurpose.SEAL).public.encode()
    )
    roots = [asn1.Certificate.load(seal_certificate.public_bytes(Encoding.DER)), authority[0]]
    (signature,) = PdfFileReader(io.BytesIO(data)).embedded_signatures
    context = ValidationContext(trust_roots=roots, allow_fetching=False)
    status = validate_pdf_signature(signature, context, ts_validation_context=context)
    assert status.bottom_line
    assert status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    assert status.timestamp_validity.valid
    assert status.timestamp_validity.trusted
    path = tmp_path / "stamped.pdf"
    path.write_bytes(data)
    for ask in JUDGES.values():
        ask(path)
    assert check_file(data, now=clock.now()).verdict == FileVerdict.EXACT


def test_while_the_server_is_silent_nothing_is_sealed_and_the_holder_is_told(client, settings):
    configure(settings)
    settings.LMS_TIMESTAMP_URL = "http://127.0.0.1:9/"
    certificate = make_certificate()
    client.force_login(certificate.user)
    address = reverse("lms_certificates:download", args=[certificate.printed_number])
    page = client.get(address, follow=True).content.decode()
    assert "cannot be signed at the moment" in page
    assert not CertificateDocument.objects.exists()


def test_the_export_says_that_the_server_is_silent_and_writes_nothing(settings, tmp_path):
    configure(settings)
    settings.LMS_TIMESTAMP_URL = "http://127.0.0.1:9/"
    certificate = make_certificate()
    folder = tmp_path / "out"
    with pytest.raises(CommandError, match=r"the timestamp server at .* gave no token.*again"):
        call_command("export_certificate", certificate.printed_number, str(folder))
    assert not folder.exists()

"""Badges are judged by a verifier that nobody here wrote, and by tampering with them."""

import datetime as dt
import hashlib
import hmac
import io
import json
import random

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from hypothesis import given
from hypothesis import strategies as st
from openbadgeslib.ob3.ldp import verify_data_integrity_proof
from openbadgeslib.ob3.verifier import OB3Verifier
from PIL import Image

from certificates.credentials import baking, proofs, status_list
from certificates.credentials.canonical import (
    CREDENTIALS_V2,
    OPEN_BADGES_V3,
    UnknownContext,
    UnsignedMember,
    canonize,
)
from certificates.credentials.did import did_document, did_web
from certificates.credentials.encoding import b58btc, b64url, unb58btc, unb64url
from certificates.credentials.keys import ProofKey, TokenKey
from certificates.credentials.open_badge import BadgeFacts, build_badge

ORIGIN = "https://verify.example.org"
DID = did_web(ORIGIN)
PRIVATE = ed25519.Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
PROOF_KEY = ProofKey.of(PRIVATE, DID)
CREATED = dt.datetime(2026, 11, 22, 12, 0, tzinfo=dt.UTC)
KEYS = {PROOF_KEY.id: PROOF_KEY.public}


@pytest.fixture(scope="module")
def token_key() -> TokenKey:
    return TokenKey.of(rsa.generate_private_key(public_exponent=65537, key_size=2048), ORIGIN)


def _entry() -> dict:
    return status_list.entry(
        url=f"{ORIGIN}/status/suspension",
        purpose="suspension",
        position=9,
        reference=f"{ORIGIN}/status/revocation#7",
    )


@pytest.fixture(scope="module")
def badge() -> dict:
    return build_badge(
        BadgeFacts(
            certificate_url=f"{ORIGIN}/c/SMP7K3M9QXW4T2HR",
            subject_id="urn:uuid:3f0c9b1e-5a4c-4e2c-9d0e-0b1d5a3c7f10",
            holder_name="محمد Smith",
            award_url=f"{ORIGIN}/awards/foundation",
            award_title="Foundation Certificate in Scalp Micropigmentation",
            achievement_type="Certificate",
            description="Hairline design and density.",
            criteria="Nine modules and a final exam.",
            issued_on=dt.date(2026, 11, 22),
            valid_until=dt.date(2028, 11, 22),
            issuer_did=DID,
            issuer_name="Kestrel Lane Academy",
            issuer_url=ORIGIN,
            status=_entry(),
        )
    )


@pytest.fixture(scope="module")
def signed(badge: dict) -> dict:
    return proofs.add_proof(badge, key=PROOF_KEY, created=CREATED)


def test_another_implementation_accepts_the_embedded_proof(signed: dict) -> None:
    verify_data_integrity_proof(signed, PRIVATE.public_key())
    assert proofs.check_proof(signed, keys=KEYS) == PROOF_KEY.id


def test_another_implementation_accepts_the_token(badge: dict, token_key: TokenKey) -> None:
    public = token_key.public
    pem = public.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    token = proofs.to_token(badge, key=token_key)
    assert OB3Verifier(pem).verify(token)
    assert proofs.check_token(token, keys={token_key.id: public}) == badge


def _paths(value, prefix=()):
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _paths(item, (*prefix, name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _paths(item, (*prefix, index))
    elif isinstance(value, str):
        yield prefix


def test_every_edited_string_is_detected(signed: dict) -> None:
    for path in _paths(signed):
        forged = json.loads(json.dumps(signed))
        place = forged
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = "2030-01-01T00:00:00Z" if "valid" in str(path[-1]) else "urn:x:forged"
        if forged == signed:
            continue
        with pytest.raises(ValueError, match=r"."):
            proofs.check_proof(forged, keys=KEYS)


def test_a_member_nobody_defined_cannot_ride_along_unsigned(badge: dict) -> None:
    with pytest.raises(UnsignedMember):
        proofs.add_proof({**badge, "level": "Master"}, key=PROOF_KEY, created=CREATED)


def test_contexts_are_never_fetched() -> None:
    with pytest.raises(UnknownContext):
        canonize({"@context": "https://evil.example/context.json", "id": "urn:x:1"})


def test_a_stripped_proof_is_said(badge: dict) -> None:
    with pytest.raises(proofs.BadProof, match="no single proof"):
        proofs.check_proof(badge, keys=KEYS)


def test_a_retired_key_still_verifies_and_a_foreign_key_does_not(signed: dict) -> None:
    other = ProofKey.of(ed25519.Ed25519PrivateKey.generate(), DID)
    keys = {other.id: other.public}
    with pytest.raises(proofs.BadProof, match="not one of this register"):
        proofs.check_proof(signed, keys=keys)
    assert proofs.check_proof(signed, keys={**keys, **KEYS}) == PROOF_KEY.id


@pytest.mark.parametrize("alg", ["none", "HS256", "RS512"])
def test_the_algorithm_is_bound_to_the_key(alg: str, badge: dict, token_key: TokenKey) -> None:
    public = token_key.public
    _head, body, _tail = proofs.to_token(badge, key=token_key).split(".")
    head = b64url(json.dumps({"alg": alg, "kid": token_key.id}).encode())
    signature = b""
    if alg == "HS256":
        pem = public.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        signature = hmac.digest(pem, f"{head}.{body}".encode(), "sha256")
    with pytest.raises(proofs.BadProof, match="never uses"):
        proofs.check_token(f"{head}.{body}.{b64url(signature)}", keys={token_key.id: public})


def test_published_keys_hold_no_private_half(token_key: TokenKey) -> None:
    assert set(token_key.jwk) == {"kty", "n", "e"}
    document = did_document(
        DID,
        proof_keys=[PROOF_KEY.public],
        token_keys=[(token_key.id, token_key.jwk)],
    )
    assert [m["id"] for m in document["verificationMethod"]] == [PROOF_KEY.id, token_key.id]
    assert '"d"' not in json.dumps(document)


@given(st.sets(st.integers(0, status_list.MIN_BITS - 1), max_size=40), st.integers(0, 131071))
def test_a_status_list_says_exactly_what_was_set(positions: set[int], other: int) -> None:
    encoded = status_list.encode(positions)
    assert all(status_list.is_set(encoded, position) for position in positions)
    assert status_list.is_set(encoded, other) is (other in positions)
    assert len(encoded) < 2000


def test_a_status_list_of_a_large_register_can_be_signed_and_read() -> None:
    bits = 1 << 21
    positions = random.Random(7).sample(range(bits), 300_000)
    moment = CREATED + dt.timedelta(days=1)
    document = status_list.status_credential(
        url=f"{ORIGIN}/status/suspension",
        purpose="suspension",
        issuer=DID,
        valid_from=CREATED,
        valid_until=moment,
        positions=positions,
        bits=bits,
    )
    signed = proofs.add_proof(document, key=PROOF_KEY, created=CREATED)
    assert proofs.check_proof(signed, keys=KEYS) == PROOF_KEY.id
    assert status_list.is_set(signed["credentialSubject"]["encodedList"], positions[0])


def test_the_signed_status_list_is_accepted_by_another_implementation() -> None:
    document = status_list.status_credential(
        url=f"{ORIGIN}/status/revocation",
        purpose="revocation",
        issuer=DID,
        valid_from=CREATED,
        valid_until=CREATED + dt.timedelta(days=1),
        positions=[7],
        bits=status_list.MIN_BITS,
    )
    signed = proofs.add_proof(document, key=PROOF_KEY, created=CREATED)
    verify_data_integrity_proof(signed, PRIVATE.public_key())


def test_pictures_carry_the_credential_and_give_it_back(signed: dict) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "PNG")
    text = json.dumps(signed)
    baked = baking.bake_png(baking.bake_png(buffer.getvalue(), "older"), text)
    assert baking.unbake_png(baked) == text
    assert OB3Verifier.extract_token_from_png(baked) == text
    with Image.open(io.BytesIO(baked)) as picture:
        picture.load()
        assert picture.info["openbadgecredential"] == text
    svg = baking.bake_svg('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>', text)
    assert OB3Verifier.extract_token_from_svg(svg.encode()) == text


@given(st.binary(max_size=64))
def test_encodings_round_trip(data: bytes) -> None:
    assert unb58btc(b58btc(data)) == data
    assert unb64url(b64url(data)) == data


def test_the_example_of_the_standard_has_its_published_canonical_form() -> None:
    """Source: 1EdTech Open Badges 3.0 implementation guide, "Linked Data Proof Test Vector"."""
    example = {
        "@context": [CREDENTIALS_V2, OPEN_BADGES_V3],
        "id": "http://example.com/credentials/3527",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {
            "id": "https://example.edu/issuers/565049",
            "type": ["Profile"],
            "url": "https://www.imsglobal.org",
            "name": "Example Corp",
        },
        "validFrom": "2010-01-01T00:00:00Z",
        "name": "Teamwork Badge",
        "credentialSubject": {
            "id": "did:example:ebfeb1f712ebc6f1c276e12ec21",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.com/achievements/21st-century-skills/teamwork",
                "type": ["Achievement"],
                "criteria": {
                    "narrative": "Team members are nominated for this badge by their peers and "
                    "recognized upon review by Example Corp management."
                },
                "description": "This badge recognizes the development of the capacity to "
                "collaborate within a group environment.",
                "name": "Teamwork",
            },
        },
    }
    found = hashlib.sha256(canonize(example)).hexdigest()
    assert found == "87f65a76d40146205e3b3e06cb0fbd153f97f9ce70372390f52566bb7f9e0773"

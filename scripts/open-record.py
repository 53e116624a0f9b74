#!/usr/bin/env python3
"""Opens sealed records of a Dossierkluis vault with nothing but Debian's python3-nacl.

Usage: open-record.py VAULT-ID IDENTITY-FILE... < ROWS

IDENTITY-FILE holds the AGE-SECRET-KEY-1... of one epoch of the compartment that the records are in; give those of all
its epochs. ROWS has one record a line, as sqlcipher prints it in its list mode, all of it in hexadecimal but the
version:

  SELECT hex(compartment), 'records', hex(id), version, hex(sealed) FROM records

For each record one line of JSON is written: table, id, version, type, author (a user id), at (a position in the audit
log), signature ("valid" when the key that the record names signed it), and body, which holds the content. A record that
none of the identities opens is told of on standard error, and the exit status is then 1.

The formats are in docs/formats.md: identities in section 2, seals and records in section 1.
"""
import base64
import hashlib
import hmac
import json
import sys

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt as decrypt
from nacl.exceptions import BadSignatureError, CryptoError
from nacl.signing import VerifyKey

PREFIX = b"dossierkluis/v1/"
NONCE_BYTES = 24
SIGNATURE_BYTES = 64


def bech32_decode(text):
    """The bytes of a Bech32 string (BIP 173), its checksum verified."""
    alphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
    prefix, _, data = text.lower().rpartition("1")
    groups = [alphabet.index(letter) for letter in data]
    checked = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + groups
    checksum = 1
    for group in checked:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ group
        for bit, generator in enumerate([0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3]):
            if top >> bit & 1:
                checksum ^= generator
    if checksum != 1:
        raise ValueError("not a Bech32 string: the checksum is wrong")
    bits = 0
    for group in groups[:-6]:
        bits = bits << 5 | group
    size = (len(groups) - 6) * 5
    return (bits >> size % 8).to_bytes(size // 8, "big")


def hkdf_sha256(secret, salt, info):
    """HKDF (RFC 5869) with SHA-256, one block of output: 32 bytes."""
    key = hmac.new(salt, secret, hashlib.sha256).digest()
    return hmac.new(key, info + b"\x01", hashlib.sha256).digest()


def bind(vault, context, *parts):
    """What a seal and a signature are bound to: purpose, vault and place, so that neither passes elsewhere."""
    prefixed = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return PREFIX + context + b"\x00" + vault + prefixed


def record_key(path, vault):
    """The key of all records of an epoch, from the identity of its compartment."""
    with open(path, encoding="ascii") as file:
        lines = [line.strip() for line in file if line.startswith("AGE-SECRET-KEY-1")]
    if len(lines) != 1:
        raise ValueError(path + ": one line with AGE-SECRET-KEY-1 is expected")
    return hkdf_sha256(bech32_decode(lines[0]), vault, PREFIX + b"record-key")


def open_record(vault, keys, row):
    """What one line of rows holds, or None when none of the keys opens it."""
    compartment, table, record_id, version, sealed = row.rstrip("\n").split("|")
    place = (bytes.fromhex(compartment), table.encode(), bytes.fromhex(record_id), int(version).to_bytes(8, "big"))
    nonce, ciphertext = bytes.fromhex(sealed)[:NONCE_BYTES], bytes.fromhex(sealed)[NONCE_BYTES:]
    for key in keys:
        try:
            plaintext = decrypt(ciphertext, bind(vault, b"record", *place), nonce, key)
        except CryptoError:
            continue
        signature, text = plaintext[:SIGNATURE_BYTES], plaintext[SIGNATURE_BYTES:]
        record = json.loads(text)
        try:
            VerifyKey(base64.b64decode(record["key"])).verify(bind(vault, b"record-author", *place, text), signature)
            verdict = "valid"
        except BadSignatureError:
            verdict = "not valid"
        about = {"table": table, "id": record_id.lower(), "version": int(version), "signature": verdict}
        return {**about, **{name: record[name] for name in ("type", "author", "at", "body")}}
    return None


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    vault = bytes.fromhex(sys.argv[1])
    keys = [record_key(path, vault) for path in sys.argv[2:]]
    failed = 0
    for row in filter(str.strip, sys.stdin):
        record = open_record(vault, keys, row)
        if record is None:
            failed += 1
            print("not opened by these identities: " + "|".join(row.split("|")[:4]), file=sys.stderr)
        else:
            print(json.dumps(record, ensure_ascii=False))
    sys.exit(1 if failed else 0)


main()

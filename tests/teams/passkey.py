"""A passkey as a browser would have registered it."""

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData


def credential(host: str = "testserver") -> dict[str, object]:
    """What the server keeps of it."""
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    key = AttestedCredentialData.create(Aaguid.NONE, b"credential", public)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    attestation = AttestationObject.create("none", AuthenticatorData.create(sha256(host.encode()), flags, 0, key), {})
    client = CollectedClientData.create("webauthn.create", b"challenge", f"https://{host}")
    return {
        "id": websafe_encode(b"credential"),
        "rawId": websafe_encode(b"credential"),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "clientDataJSON": websafe_encode(bytes(client)),
            "attestationObject": websafe_encode(bytes(attestation)),
        },
    }

"""Find a secret in whatever was written, also where it was encoded.

Looked for: as it is, with JSON's and C's escapes, in hexadecimal, percent-encoded (all bytes, or
only those that need it), and in base64 (both alphabets) at each of the three alignments. In base64
a secret in the middle of other bytes shares its first and last letters with them; what is looked
for are the letters that depend on the secret alone.
"""

import base64
import json
import urllib.parse


def forms(secret):
    """{form: the bytes to look for}; hexadecimal and percent forms in lower case."""
    raw = secret.encode()
    result = {
        "as it is": raw,
        "JSON": json.dumps(secret)[1:-1].encode(),
        "JSON, HTML-safe": "".join(
            f"\\u{ord(c):04x}" if c in "<>&'\"+" or ord(c) > 126 else c for c in secret).encode(),
        "hexadecimal": raw.hex().encode(),
        "hexadecimal with blanks": raw.hex(" ").encode(),
        "hexadecimal with colons": raw.hex(":").encode(),
        "percent-encoded": urllib.parse.quote(secret, safe="").lower().encode(),
        "percent-encoded throughout": "".join(f"%{byte:02x}" for byte in raw).encode(),
        "form-encoded": urllib.parse.quote_plus(secret).lower().encode(),
    }
    for before in range(3):
        bits = (len(raw) + before) * 8
        first = -(-before * 8 // 6)  # the first letter without a bit of what stands before
        letters = base64.b64encode(b"\0" * before + raw)[first:bits // 6]
        result[f"base64 after {before}"] = letters
        result[f"base64url after {before}"] = letters.replace(b"+", b"-").replace(b"/", b"_")
    return result


def find(data, secrets):
    """[(name, form)] for each of the secrets {name: secret} that data gives away."""
    lower = data.lower()
    hits = []
    for name, secret in secrets.items():
        for form, needle in forms(secret).items():
            ignores_case = form.startswith(("hex", "percent", "form"))
            if needle and needle in (lower if ignores_case else data):
                hits.append((name, form))
    return hits


def self_test():
    """Raise AssertionError unless each form is found, at each place, and nothing else is."""
    secret = "s3cret+%& Gr\u00fc\u00dfe\"end"
    raw = secret.encode()
    hidden = {
        "as it is": raw,
        "JSON": json.dumps({"password": secret}).encode(),
        "JSON, HTML-safe": b's3cret\\u002b%\\u0026 Gr\\u00fc\\u00dfe\\u0022end',
        "hexadecimal": raw.hex().upper().encode(),
        "hexadecimal with blanks": raw.hex(" ").encode(),
        "hexadecimal with colons": raw.hex(":").upper().encode(),
        "percent-encoded": urllib.parse.quote(secret, safe="").encode(),
        "percent-encoded throughout": "".join(f"%{byte:02X}" for byte in raw).encode(),
        "form-encoded": urllib.parse.urlencode({"p": secret}).encode(),
    }
    for before in range(3):
        for after in range(3):
            text = b"\0a\0"[:before] + raw + b"xyz"[:after]
            hidden[f"base64 after {before}", after] = base64.b64encode(text)
            hidden[f"base64url after {before}", after] = base64.urlsafe_b64encode(text)
    for form, text in hidden.items():
        name = form if isinstance(form, str) else form[0]
        found = [hit[1] for hit in find(b"before " + text + b" after", {"it": secret})]
        assert name in found, f"{form} was not found in {text!r}"
    assert not find(b"nothing to see, s3cret+% only", {"it": secret})

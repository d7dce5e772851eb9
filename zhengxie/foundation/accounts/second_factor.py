"""The second factor: a six-digit code of RFC 6238, from any authenticator application. checklist 7."""

import base64
import os
from time import time
from urllib.parse import quote, urlencode

import segno
from django.utils import timezone
from django_otp.oath import TOTP

from zhengxie.foundation.accounts.models import SecondFactor, User

STEP = 30
DIGITS = 6
# A telephone's clock may be one step off.
TOLERANCE = 1


def has_second_factor(user: User) -> bool:
    """Whether the account has a confirmed one."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def begin_enrolment(user: User) -> SecondFactor:
    """The unconfirmed factor of the account, made at the first call; a confirmed one is not touched."""
    factor, _ = SecondFactor.objects.get_or_create(user=user, defaults={"key": _new_key()})
    return factor


def confirm_enrolment(user: User, code: str) -> bool:
    """True where the code fits the factor begun before: from now on it is asked for at each sign-in."""
    if not _accept(SecondFactor.objects.filter(user=user, confirmed_at=None).first(), code):
        return False
    SecondFactor.objects.filter(user=user).update(confirmed_at=timezone.now())
    return True


def code_fits(user: User, code: str) -> bool:
    """Whether the code is right and was not used before: the same step is never taken twice."""
    return _accept(SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first(), code)


def remove_second_factor(user: User) -> None:
    """Drop it (telephone lost): the account must enrol anew where its role needs a code."""
    SecondFactor.objects.filter(user=user).delete()


def key_text(factor: SecondFactor) -> str:
    """The key as it is typed by hand: base 32 in groups of four."""
    plain = _base32(factor)
    return " ".join(plain[i : i + 4] for i in range(0, len(plain), 4))


def address_of(factor: SecondFactor, issuer: str) -> str:
    """The otpauth address that the picture holds."""
    label = quote(f"{issuer}:{factor.user.username}")
    query = {"secret": _base32(factor), "issuer": issuer, "digits": DIGITS, "period": STEP}
    return f"otpauth://totp/{label}?{urlencode(query, quote_via=quote)}"


def picture(factor: SecondFactor, issuer: str) -> str:
    """The address as an inline SVG without script or style."""
    code = segno.make(address_of(factor, issuer), error="m", micro=False)
    return code.svg_inline(scale=4, border=4, light="#fff", title="供验证器应用扫描的二维码")


def current_code(factor: SecondFactor) -> str:
    """The code of this moment; for tests and for the demo's list of accounts."""
    return f"{_generator(factor).token():0{DIGITS}}"


def _accept(factor: SecondFactor | None, code: str) -> bool:
    digits = "".join(code.split())
    if factor is None or not (len(digits) == DIGITS and digits.isascii() and digits.isdigit()):
        return False
    generator = _generator(factor)
    if not generator.verify(int(digits), tolerance=TOLERANCE, min_t=factor.last_step + 1):
        return False
    step = generator.t()
    # Compare and set: of two requests with the same code one wins.
    return SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step) == 1


def _generator(factor: SecondFactor) -> TOTP:
    generator = TOTP(bytes.fromhex(factor.key), STEP, 0, DIGITS)
    generator.time = time()
    return generator


def _new_key() -> str:
    return os.urandom(20).hex()


def _base32(factor: SecondFactor) -> str:
    return base64.b32encode(bytes.fromhex(factor.key)).decode()

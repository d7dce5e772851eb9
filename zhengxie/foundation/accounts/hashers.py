"""How passwords are stored in the profile `sm`; otherwise Argon2id does it. checklist 11."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from zhengxie.foundation.accounts import crypto


class PBKDF2SM3PasswordHasher(PBKDF2PasswordHasher):
    """PBKDF2-HMAC-SM3 with 600,000 rounds. Put it first in PASSWORD_HASHERS."""

    algorithm = "pbkdf2_sm3"
    digest = staticmethod(crypto.sm3)
    iterations = 600_000

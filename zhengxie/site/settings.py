"""Settings of one deployment. Everything runs without variables; production differs by environment only.

Environment: ZHENGXIE_MODE (demo, production), ZHENGXIE_DATA (folder of database, files and secrets),
DATABASE_URL, ZHENGXIE_HOSTS (comma separated), ZHENGXIE_BARE (set by commands without data).
"""

import os
from pathlib import Path
from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from zhengxie.foundation.accounts.secrets import secrets

PACKAGE = Path(__file__).resolve().parent.parent
BARE = bool(os.environ.get("ZHENGXIE_BARE"))
DATA = Path(os.environ.get("ZHENGXIE_DATA") or "data").resolve()
MODE = os.environ.get("ZHENGXIE_MODE", "demo")
if MODE not in ("demo", "production"):
    raise ImproperlyConfigured("ZHENGXIE_MODE 只能是 demo 或 production。")
DEMO = MODE == "demo"
DEMO_MARK = DATA / ".zhengxie-demo"
if not DEMO and not BARE and DEMO_MARK.exists():
    raise ImproperlyConfigured(
        "这个数据目录是演示数据，不能用于正式运行。请把 ZHENGXIE_DATA 指到另一个目录。"
    )

DEBUG = False


def keys(name: str) -> list[str]:
    """The keys of that name, the current one first; a bare command never needs one."""
    return ["bare-command-without-sessions"] if BARE else secrets(name, DATA, create=DEMO)


SECRET_KEY, *SECRET_KEY_FALLBACKS = keys("secret_key")
FIELD_KEYS = keys("field_key")
AUDIT_KEYS = keys("audit_key")
CRYPTO_PROFILE = os.environ.get("ZHENGXIE_CRYPTO", "standard")
AUDIT_ANCHORS = DATA / "audit-anchors.jsonl"


def _words(variable: str) -> list[str]:
    return [word for word in os.environ.get(variable, "").split(",") if word]


ALLOWED_HOSTS = _words("ZHENGXIE_HOSTS") or [
    "127.0.0.1",
    "localhost",
    "[::1]",
]
USE_X_FORWARDED_HOST = False
ROOT_URLCONF = "zhengxie.site.urls"
WSGI_APPLICATION = "zhengxie.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "zhengxie.foundation.accounts",
    "zhengxie.foundation.directory",
    "zhengxie.foundation.access",
    "zhengxie.foundation.rules",
    "zhengxie.foundation.audit",
    "zhengxie.foundation.workflow",
    "zhengxie.foundation.notices",
    "zhengxie.foundation.documents",
    "zhengxie.foundation.pages",
    "zhengxie.engines.clocks",
    "zhengxie.engines.duties",
    "zhengxie.engines.plans",
    "zhengxie.engines.search",
    "zhengxie.engines.cases",
    "zhengxie.work.administration",
    "zhengxie.work.proposals",
    "zhengxie.outcomes.performance",
    "zhengxie.outcomes.reports",
    "zhengxie.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhengxie.foundation.pages.middleware.SeatMiddleware",
    "zhengxie.foundation.pages.middleware.DefaultDenyMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "zhengxie.foundation.pages.context.frame",
            ],
        },
    }
]

SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA temp_store=MEMORY; "
    "PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000; PRAGMA journal_size_limit=67108864;"
)
# Pages ask short questions of rows that lie in memory: to compile one takes longer than to answer it, and a
# leap costs hardly more than a step.
POSTGRES_START = "-c jit=off -c random_page_cost=1.1"


def database() -> dict[str, Any]:
    """The one database: DATABASE_URL (PostgreSQL) or a SQLite file in the data folder."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith("postgres"):
        found: dict[str, Any] = dict(dj_database_url.parse(url))
        # A pool keeps connections; persistent ones and a pool exclude each other.
        options = {"options": POSTGRES_START, **found.get("OPTIONS", {})}
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 20}
        return {**found, "CONN_MAX_AGE": 0, "OPTIONS": options}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "zhengxie.sqlite3",
        # IMMEDIATE: a transaction that will write takes the write lock at its start, so two never dead-lock.
        "CONN_MAX_AGE": 600,  # a new connection with its settings costs every request 1 ms and its page cache
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START},
        "TEST": {"NAME": os.environ.get("ZHENGXIE_TEST_SQLITE", ":memory:")},
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
_SM3 = ["zhengxie.foundation.accounts.hashers.PBKDF2SM3PasswordHasher"] if CRYPTO_PROFILE == "sm" else []
PASSWORD_HASHERS = [
    *_SM3,
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "sign_in"
PASSWORD_PROFILE = os.environ.get("ZHENGXIE_PASSWORDS", "djbh")  # security-checklist: djbh or asvs

# Behind a proxy its address must stand here, or every caller has one address and shares its lock.
TRUSTED_PROXIES = _words("ZHENGXIE_PROXIES")
ADMINISTRATOR_NETWORKS = _words("ZHENGXIE_ADMIN_NETWORKS")  # e.g. 10.1.0.0/16; empty: from anywhere

SESSION_ENGINE = "zhengxie.foundation.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "zhengxie.foundation.pages.errors.csrf_failure"
SESSION_COOKIE_AGE = 12 * 3600
IDLE_SECONDS = {"administrator": 15 * 60, "staff": 30 * 60, "member": 2 * 3600}  # security-checklist 13
ABSOLUTE_SECONDS = 12 * 3600
SESSIONS_PER_ACCOUNT = {"administrator": 1, "other": 3}  # security-checklist 16

if not DEMO:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "form-action": [SELF],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["zhengxie.site.formats"]

STATIC_URL = "/static/"
API_URL = "/api/"
API_PER_MINUTE = 300  # requests of one token
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024  # a 200 kB paragraph pasted and checked is well inside
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000  # the import page of a long plan has some thousand fields
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes; security-checklist 58
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "zhengxie.foundation.documents.uploads.BoundedUpload",
]

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # A refused request is in the audit trail; its stack trace in the log helps nobody.
    "loggers": {"django.request": {"level": "ERROR"}},
}

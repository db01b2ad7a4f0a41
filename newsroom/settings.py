"""All settings; runs with an empty environment, and stops with a sentence when a variable is nonsense."""

from __future__ import annotations

import ipaddress
import secrets
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from environs import Env, EnvError

ROOT = Path(__file__).resolve().parent.parent


def stop(sentence: str) -> SystemExit:
    """A wrong variable ends the start at once, before anything is written."""
    return SystemExit(f"newsroom can't start: {sentence}")


def lasting_secret(path: Path) -> str:
    """The secret key of a one-machine installation: made once, readable by its owner only."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


env = Env(expand_vars=False)
try:
    VAR_DIR = Path(env.str("VAR_DIR", "") or ROOT / "var").resolve()
    HOST = env.str("HOST", "127.0.0.1")
    PORT = env.int("PORT", 8000)
    BASE_URL = env.str("BASE_URL", f"http://127.0.0.1:{PORT}").rstrip("/")
    DEBUG = env.bool("DEBUG", False)
    ADMIN_PATH = env.str("ADMIN_PATH", "/admin/").strip("/") + "/"
    TRUSTED_PROXIES: list[str] = env.list("TRUSTED_PROXIES", [])
    LEGACY_CUTOVER: date = env.date("LEGACY_CUTOVER", date(2026, 1, 1))
    DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "newsroom@localhost")
    SCHEMAS_DIR = Path(env.str("SCHEMAS_DIR", str(ROOT.parent / "shared" / "schemas")))
    given_secret = env.str("SECRET_KEY", "")
    given_database = env.str("DATABASE_URL", "")
    given_hosts: list[str] = env.list("ALLOWED_HOSTS", [])
    DATABASES = {
        "default": env.dj_db_url("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}", conn_max_age=60)
    }
    if env.str("EMAIL_URL", ""):
        mail = env.dj_email_url("EMAIL_URL")
    else:
        mail = {"EMAIL_BACKEND": "toolkit.mailfiles.EmailBackend", "EMAIL_FILE_PATH": VAR_DIR / "mail"}
except (EnvError, ValueError) as error:
    raise stop(str(error)) from None
globals().update(mail)
EMAIL_TIMEOUT = mail.get("EMAIL_TIMEOUT") or 10  # seconds to wait for each word of the mail server

if "EMAIL_BACKEND" not in mail:
    raise stop("EMAIL_URL must begin with smtp://, submission:// or console://.")
site = urlsplit(BASE_URL)
if site.scheme not in {"http", "https"} or not site.hostname or site.path or site.query:
    raise stop(f"BASE_URL must look like https://news.example.cn, not {BASE_URL!r}.")
if not 1 <= PORT <= 65535:
    raise stop(f"PORT must be a number from 1 to 65535, not {PORT}.")
if ADMIN_PATH == "/":
    raise stop("ADMIN_PATH must be a path such as /admin/, not the root of the site.")
if env.str("EMAIL_URL", "") and urlsplit(env.str("EMAIL_URL")).scheme not in {
    "smtp",
    "smtps",
    "smtp+tls",
    "smtp+ssl",
}:
    raise stop("EMAIL_URL must look like smtp://user:password@mail.example.cn:587.")
if DATABASES["default"]["ENGINE"].rpartition(".")[2] not in {"sqlite3", "postgresql"}:
    raise stop("DATABASE_URL must begin with sqlite:/// or postgres://.")
try:
    [ipaddress.ip_network(network) for network in TRUSTED_PROXIES]
except ValueError as error:
    raise stop(f"TRUSTED_PROXIES must be addresses or networks, separated by commas: {error}.") from None
LOOPBACK = site.hostname in {"localhost", "127.0.0.1", "::1"}
for name, given in {"SECRET_KEY": given_secret, "DATABASE_URL": given_database}.items():
    if not LOOPBACK and not given:
        raise stop(f"{name} must be given, because BASE_URL ({BASE_URL}) is not this machine.")

SECRET_KEY = given_secret or lasting_secret(VAR_DIR / "secret-key")
ALLOWED_HOSTS = given_hosts or [site.hostname, *(["localhost", "127.0.0.1", "[::1]"] if LOOPBACK else [])]
HTTPS = site.scheme == "https"
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "newsroom.apps.NewsroomAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "newsroom.collected.CollectedFiles",
    "ckeditor",
    "csp",
    "post_office",
    "toolkit",
    "masthead",
    "articles",
    "reprints",
    "feedback",
    "newsroom.apps.NewsroomConfig",
    "django.forms",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "newsroom.editions.AddressMiddleware",
    "newsroom.headers.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "newsroom.headers.FrameMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "newsroom.editions.WordsMiddleware",
]
# Standard, Traditional, senior mode, both: the same pages below each (newsroom.editions).
EDITIONS = ("", "/hant", "/elder", "/hant/elder")
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "masthead.context_processors.imprint",
                "articles.context_processors.channels",
            ]
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

if "sqlite3" in DATABASES["default"]["ENGINE"]:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
        "-c statement_timeout=30000 -c lock_timeout=20000"
    )

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
PRIVATE_ROOT = VAR_DIR / "private"
FILE_UPLOAD_PERMISSIONS = 0o640
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = False

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_AGE = 12 * 60 * 60
X_FRAME_OPTIONS = "DENY"
SELF, NONE = "'self'", "'none'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
# CKEditor writes inline styles and handlers and lives in frames of its own; it needs no eval.
ADMIN_CONTENT_POLICY = {
    "script-src": [SELF, "'unsafe-inline'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
}

BODY_EDITOR = "articles.ckeditor4.CKEditor4"
# The editor loads its parts by their own names, so its folder is given without hashes.
CKEDITOR_BASEPATH = f"{STATIC_URL}ckeditor/ckeditor/"
SILENCED_SYSTEM_CHECKS = [
    "ckeditor.W001",  # docs/decisions/0001
    "security.W002",  # newsroom.headers.FrameMiddleware is the middleware it misses
]
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "filters": {"not of own walks": {"()": "toolkit.loglines.NotOfOwnWalks"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["not of own walks"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

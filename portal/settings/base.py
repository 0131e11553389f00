"""The embedded default: the whole portal on one machine with nothing but Python, safe as it stands.

Other modules of this package only relax (dev), tighten (production) or speed up (test) what is set here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from celery.schedules import crontab
from django.utils.translation import gettext_lazy as _

from portal.settings import env
from portal.settings.data_dir import prepare, private_key, secret_key
from portal.settings.security import (
    ADMIN_CONTENT_SECURITY_POLICY as ADMIN_CONTENT_SECURITY_POLICY,
)
from portal.settings.security import (
    CONTENT_SECURITY_POLICY as CONTENT_SECURITY_POLICY,
)
from portal.settings.security import (
    PERMISSIONS_POLICY as PERMISSIONS_POLICY,
)
from portal.settings.security import no_sniffing

BASE_DIR = env.REPOSITORY
DATA_DIR = prepare(env.read("PORTAL_DATA_DIR"))
DEBUG = False
SECRET_KEY = env.read("PORTAL_SECRET_KEY") or secret_key(DATA_DIR)
PORTAL_PRIVATE_KEYS = env.read("PORTAL_PRIVATE_KEYS") or [private_key(DATA_DIR)]
ALLOWED_HOSTS = env.read("PORTAL_HOSTS")
CSRF_TRUSTED_ORIGINS = env.read("PORTAL_TRUSTED_ORIGINS")
PORTAL_BASE_URL = env.read("PORTAL_BASE_URL").rstrip("/")
PORTAL_PROXIES = env.read("PORTAL_PROXIES")

INSTALLED_APPS = [
    "search",
    "portal.home",
    "tourism",
    "products",
    "portal.news",
    "portal.figures",
    "portal.media",
    "portal.places",
    "portal.users",
    "portal.core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "ninja",
    "django.contrib.humanize",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "portal.core.static_files.PortalStaticFilesConfig",
]

MIDDLEWARE = [
    # Above the policies of documents: a font or style sheet needs none of them, and a kilobyte of headers each is dear.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "portal.core.middleware.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.core.middleware.AdminPolicyMiddleware",
    "portal.core.middleware.PublicCacheMiddleware",
    "portal.core.middleware.ApiMiddleware",
    "portal.core.middleware.TextGZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.core.middleware.PathLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "portal.users.middleware.RateLimitStoreMiddleware",
    "portal.users.middleware.StaffOnlyMiddleware",
    "portal.core.middleware.AdminErrorsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- Database -------------------------------------------------------------------------------------------------------
# SQLite: WAL lets readers go on while one writes; IMMEDIATE takes the write lock at BEGIN, so a read-then-write
# transaction waits its turn (busy timeout) instead of failing half-way. No ATOMIC_REQUESTS: a page view never writes.
DATABASES = {
    "default": env.read("DATABASE_URL")
    or {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "portal.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
        },
    }
}
DATABASES["default"].update({"CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False})
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Cache and rate limits ------------------------------------------------------------------------------------------
# An unreachable cache is a miss for pages; sign-in asks ``RateLimitStoreMiddleware`` first and fails closed.
REDIS_URL = env.read("REDIS_URL")
CACHES: dict[str, dict[str, Any]]
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 0.5, "SOCKET_TIMEOUT": 1},
        },
    }
else:
    # A table, not files: the database's own locking makes ``add`` atomic, so limits hold across processes.
    CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"},
    }
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

# --- Celery ---------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or "filesystem://localhost"  # without a name kombu warns on every connection
CELERY_BROKER_TRANSPORT_OPTIONS: dict[str, Any]
if REDIS_URL:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "visibility_timeout": 240,
        "socket_connect_timeout": 1,
        "socket_timeout": 5,
        "max_retries": 1,
    }
else:
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(DATA_DIR / "broker"),
        "data_folder_out": str(DATA_DIR / "broker"),
        "control_folder": str(DATA_DIR / "broker-control"),
        "store_processed": False,
    }
CELERY_TASK_DEFAULT_QUEUE = "celery"
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 150
CELERY_TASK_TIME_LIMIT = 180
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_POOL = "portal.core.worker_pool:TaskPool"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = "Asia/Ho_Chi_Minh"
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "celerybeat")
PORTAL_SWEEP_SECONDS = env.read("PORTAL_SWEEP_SECONDS")
PORTAL_WORK_LEASE = dt.timedelta(seconds=env.read("PORTAL_WORK_LEASE_SECONDS"))
PORTAL_WORK_RETRY = dt.timedelta(seconds=env.read("PORTAL_WORK_RETRY_SECONDS"))
CELERY_BEAT_SCHEDULE = {
    "sweep-work": {"task": "portal.core.tasks.sweep", "schedule": PORTAL_SWEEP_SECONDS},
    "sweep-search": {"task": "search.tasks.sweep", "schedule": PORTAL_SWEEP_SECONDS},
    "count-questions": {"task": "search.tasks.count_everywhere", "schedule": 600},
    "check-search": {"task": "search.tasks.check_all", "schedule": crontab(hour=3, minute=10)},
    "publish-scheduled": {"task": "portal.core.tasks.publish_scheduled", "schedule": 60},
    # By day, when people read their mail; every hour of it, so that a clock that stood still costs an hour.
    "forget-senders": {"task": "products.tasks.forget_senders", "schedule": 24 * 3600},
    "forget-sheets": {"task": "products.tasks.forget_sheets", "schedule": 24 * 3600},
    "certificate-notices": {"task": "products.tasks.send_notices", "schedule": crontab(minute=20, hour="7-19")},
    "forget-unverified": {"task": "portal.users.tasks.forget_unverified", "schedule": 24 * 3600},
    "clear-sessions": {"task": "portal.core.tasks.clear_sessions", "schedule": 24 * 3600},
    "forget-addresses": {"task": "portal.core.tasks.forget_addresses", "schedule": 24 * 3600},
}

# --- Accounts -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "users.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_ADAPTER = "portal.users.adapter.AccountAdapter"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "signup": "10/10m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "reset_password": "10/m/ip,5/m/key",
    # Counted by the same store: portal.core.rate_limits.refusal
    "feedback": "5/10m/ip,30/d/ip",
    "enquiry": "5/10m/ip,20/d/ip",
    "report": "5/10m/ip,30/d/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = PORTAL_PROXIES
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
PORTAL_STAFF_MFA = env.read("PORTAL_STAFF_MFA")
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "portal.core.views.csrf_failure"

# --- Languages ------------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
#: Our texts; what Wagtail leaves empty in Vietnamese (``manage.py messages`` keeps both).
LOCALE_PATHS = [BASE_DIR / "portal" / "locale", BASE_DIR / "portal" / "locale_admin"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
#: Dates that are typed begin with the day, in both languages of the admin.
FORMAT_MODULE_PATH = ["portal.settings.formats"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"

# --- Wagtail --------------------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Tây Bắc"
#: The provinces as the frame of the pages names them, in this order: brand, footer, titles, descriptions, mail. No row
#: is asked: these words stand on every page, also where no database is. A third province's name is added here.
PORTAL_REGION: tuple[str, ...] = ("Sơn La", "Điện Biên")
WAGTAILADMIN_BASE_URL = PORTAL_BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/tai-khoan/login/"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "media.Image"
WAGTAILDOCS_DOCUMENT_MODEL = "media.Document"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf"]
WAGTAILDOCS_INLINE_CONTENT_TYPES: list[str] = []
WAGTAILDOCS_DOCUMENT_FORM_BASE = "portal.media.document_forms.DocumentForm"
WAGTAILIMAGES_EXTENSIONS = ["avif", "heic", "heif", "jpg", "jpeg", "png", "webp"]  # what the file dialogue offers
WAGTAILIMAGES_IMAGE_FORM_BASE = "portal.media.forms.ImageForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["bold", "italic", "ul", "ol", "link", "document-link", "image"]},
    }
}
ADMIN_PATH = "quan-tri/"
ACCOUNT_PATH = "tai-khoan/"
BUSINESS_PATH = "doanh-nghiep/"
API_PATH = "api/"

# --- Files ----------------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "portal" / "static"]
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_ADD_HEADERS_FUNCTION = no_sniffing
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
S3_BUCKET = env.read("S3_BUCKET")
S3_ENDPOINT_URL = env.read("S3_ENDPOINT_URL")


def _media_storage(folder: str) -> dict[str, object]:
    """Storage of one kind of media: a folder of the data directory, or a prefix of the bucket."""
    if S3_BUCKET:
        options = {"bucket_name": S3_BUCKET, "location": folder, "file_overwrite": False, "default_acl": None}
        if S3_ENDPOINT_URL:
            options["endpoint_url"] = S3_ENDPOINT_URL
        options["access_key"] = env.read("AWS_ACCESS_KEY_ID")
        options["secret_key"] = env.read("AWS_SECRET_ACCESS_KEY")
        return {"BACKEND": "portal.media.s3.BucketStorage", "OPTIONS": options}
    return {
        "BACKEND": "portal.media.storages.LocalStorage",
        "OPTIONS": {"location": str(DATA_DIR / "media" / folder)},
    }


# Originals never have a public address; what the public sees is made by portal.media and served by its own view.
STORAGES = {
    "default": _media_storage("originals"),
    "derivatives": _media_storage("derivatives"),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_TEMP_DIR = str(DATA_DIR / "tmp")
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",  # bodies up to 2.5 MB
    "portal.media.uploads.BoundedUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Mail -----------------------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.read("PORTAL_MAIL_FROM")
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = str(DATA_DIR / "mail")
if mail_settings := env.read("EMAIL_URL"):
    vars().update(mail_settings)

# --- Programs -------------------------------------------------------------------------------------------------------
#: Requests a minute from one address, of all web processes together: many phones share one address.
API_RATES = {"search": 240, "suggest": 1200, "statistics": 120}

# --- Search ---------------------------------------------------------------------------------------------------------
ELASTICSEARCH_URL = env.read("ELASTICSEARCH_URL")
#: The embedded index of this machine. One process writes it: the worker of the queue ``search-<name>``.
PORTAL_SEARCH_TARGET = env.read("PORTAL_SEARCH_TARGET")

# --- Security -------------------------------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

SILENCED_SYSTEM_CHECKS: list[str] = []
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"portal": {"level": "INFO"}, "celery": {"level": "WARNING"}},
}

SITE_TITLE = _("Tây Bắc")

"""For the public: refuses to start without its secrets, speaks HTTPS only, asks staff for a second factor."""

from portal.settings import env
from portal.settings.base import *  # noqa: F403 (a settings layer extends the one below)

SECRET_KEY = env.read("PORTAL_SECRET_KEY", required=True)
if len(SECRET_KEY) < 50:
    raise env.BadSetting(
        "PORTAL_SECRET_KEY is shorter than 50 characters. "
        "Example: PORTAL_SECRET_KEY=$(python3 -c 'import secrets; print(secrets.token_urlsafe(64))')"
    )
PORTAL_PRIVATE_KEYS = env.read("PORTAL_PRIVATE_KEYS", required=True)
ALLOWED_HOSTS = env.read("PORTAL_HOSTS", required=True)
PORTAL_BASE_URL = env.read("PORTAL_BASE_URL", required=True).rstrip("/")
WAGTAILADMIN_BASE_URL = PORTAL_BASE_URL
DATABASES["default"] = {**DATABASES["default"], **env.read("DATABASE_URL", required=True)}  # noqa: F405 (from base)
env.read("REDIS_URL", required=True)
env.read("ELASTICSEARCH_URL", required=True)
PORTAL_STAFF_MFA = env.read("PORTAL_STAFF_MFA", default="true")

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^-/(live|ready)$"]
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"

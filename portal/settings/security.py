"""What browsers may do with our pages: one strict policy for everything public, one documented policy for the admin.

Wagtail's admin sets styles from scripts and ships a few inline ones, draws avatars from ``data:`` addresses and shows
previews of pages in a frame of the same site; so under its path styles may be inline and frames may be our own.
Scripts stay without ``unsafe-eval`` there too. See docs/decisions/0006-admin-csp.md.
"""

from collections.abc import MutableMapping

from csp.constants import NONE, SELF, UNSAFE_INLINE

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF, "data:"],
        "connect-src": [SELF],
        "media-src": [SELF],
        "frame-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [SELF],
        "object-src": [NONE],
    }
}

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "browsing-topics",
        "camera",
        "geolocation",
        "microphone",
        "payment",
        "usb",
    )
)


def no_sniffing(headers: MutableMapping[str, str], path: str, url: str) -> None:
    """Give a static file the one header it needs; WhiteNoise calls this for each (header names → values)."""
    headers["X-Content-Type-Options"] = "nosniff"

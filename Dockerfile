# syntax=docker/dockerfile:1
# The production image: one for web, worker, beat and migrations (see docker-compose.yml).

# --- Packages, in a stage of their own: pip and its cache stay behind -------------------------------------------------
FROM python:3.11.15-slim-bookworm AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/venv
COPY requirements/base.txt /tmp/requirements.txt
RUN /opt/venv/bin/python -m pip install --require-hashes --only-binary :all: -r /tmp/requirements.txt

# --- The portal --------------------------------------------------------------------------------------------------------
FROM python:3.11.15-slim-bookworm AS portal

ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=portal.settings.production \
    PORTAL_DATA_DIR=/srv/portal

RUN groupadd --system --gid 10001 portal \
    && useradd --system --uid 10001 --gid portal --home-dir /srv/portal --no-create-home --shell /usr/sbin/nologin portal \
    && install --directory --owner portal --group portal --mode 0750 /srv/portal

COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY manage.py pyproject.toml ./
COPY portal portal
COPY tourism tourism
COPY products products
COPY search search
RUN python -m compileall -q /opt/venv/lib /app

USER portal

# Static files belong to the image. The settings ask for secrets; these are made up for this one command and reach nothing.
RUN PORTAL_SECRET_KEY=only-for-collecting-static-files-while-the-image-is-built \
    PORTAL_PRIVATE_KEYS=only-for-collecting-static-files-while-the-image-is-built \
    PORTAL_HOSTS=build.invalid PORTAL_BASE_URL=https://build.invalid \
    DATABASE_URL=postgres://build:build@build.invalid/build REDIS_URL=redis://build.invalid:6379/0 \
    ELASTICSEARCH_URL=http://build.invalid:9200 \
    python manage.py collectstatic --noinput --verbosity 0

EXPOSE 8000
# Asks as a proxy would: for the first host name the site answers to.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
    CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/-/live', headers={'Host': os.environ['PORTAL_HOSTS'].split(',')[0].strip().lstrip('.')}), timeout=4)"]

# Two workers with eight blocking threads each: see docs/decisions/0004-granian-wsgi.md.
CMD ["granian", "--interface", "wsgi", "--http", "1", "--no-ws", "--host", "0.0.0.0", "--port", "8000", \
    "--workers", "2", "--blocking-threads", "8", "--respawn-failed-workers", "--workers-kill-timeout", "20", \
    "--http1-header-read-timeout", "10000", "--log-level", "error", "portal.wsgi:application"]

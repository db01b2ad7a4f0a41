"""The door gunicorn knocks at."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
application = get_wsgi_application()

from articles import counting  # noqa: E402  (needs the apps)

counting.begin()

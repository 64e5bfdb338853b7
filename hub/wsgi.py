"""The WSGI application: Django, what it answered a moment ago, and the keeper that holds the edition up to date."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
django = get_wsgi_application()

from hub.api.bodies import with_length  # noqa: E402
from hub.api.hot import Hot  # noqa: E402  (needs the apps that the line above has loaded)
from hub.editions import keeper  # noqa: E402
from hub.logs import stream  # noqa: E402
from hub.search.searcher import held  # noqa: E402

application = Hot(with_length(django))
get_resolver().url_patterns  # noqa: B018  (loads the views: no request pays for it)
stream.gather()
keeper.start(held.prepare)

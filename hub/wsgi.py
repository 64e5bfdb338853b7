"""The WSGI application: Django, and the keeper that holds the edition up to date."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hub.settings")
application = get_wsgi_application()

from hub.editions import keeper  # noqa: E402  (needs the apps that the line above has loaded)

keeper.start()

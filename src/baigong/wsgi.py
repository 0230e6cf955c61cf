"""The application that the web server runs."""

import os

from django.core.wsgi import get_wsgi_application

from baigong.ground.node.children import end_with_parent

# Nothing that a reader waits for may take longer, nor keep others waiting; what is long is the worker's.
LIMITS = "-c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"

end_with_parent()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baigong.settings")
os.environ.setdefault("PGOPTIONS", LIMITS)
application = get_wsgi_application()

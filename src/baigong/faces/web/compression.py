"""Pages go out compressed to whoever can read that: a scoreboard is 116 KB as it is written, and 15 KB on its way."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PAGE = "text/html"


class CompressedPages(GZipMiddleware):
    """Pages only: files have their compression already, or are streamed. Random padding hides how long a page is."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        is_page = response.headers.get("Content-Type", "").startswith(PAGE)
        return super().process_response(request, response) if is_page else response

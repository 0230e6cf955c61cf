"""A log at a web address."""

from http.client import HTTPException
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, Request

from baigong.ground.log.source import NotThere, Read, Unreachable, within

SECONDS = 20


def web_source(address: str) -> Read:
    opener = _opener()

    def read(path: str, most: int) -> bytes:
        try:
            with opener.open(Request(f"{address}/{path}"), timeout=SECONDS) as answer:
                status, content = answer.status, answer.read(most + 1)
        except (OSError, HTTPException, ValueError):
            raise Unreachable(place=address, path=path) from None
        if status in (404, 410):
            raise NotThere(place=address, path=path)
        if status != 200:
            raise Unreachable(place=address, path=path)
        return within(content, most, path)

    return read


def _opener() -> OpenerDirector:
    """Follows nowhere else: no redirects, no proxies of the environment, no files."""
    opener = OpenerDirector()
    for handler in (HTTPHandler(), HTTPSHandler()):
        opener.add_handler(handler)
    return opener

"""The API under `/api/v1/`: one router a room, errors as problem+json, every operation named as its act or query."""

from typing import Any

from ninja import NinjaAPI
from ninja.constants import NOT_SET
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from baigong.apps.authority import actions as authority_acts
from baigong.apps.catalogue import actions as catalogue_acts
from baigong.apps.certificates import actions as certificates_acts
from baigong.apps.desk import actions as desk_acts
from baigong.apps.exchange import actions as exchange_acts
from baigong.apps.notices import actions as notices_acts
from baigong.apps.passports import actions as passports_acts
from baigong.apps.progress import actions as progress_acts
from baigong.apps.registry import actions as registry_acts
from baigong.apps.transparency import actions as transparency_acts
from baigong.faces.api import (
    authority,
    catalogue,
    certificates,
    desk,
    exchange,
    journal,
    node,
    notices,
    passports,
    progress,
    registry,
    transparency,
    verify,
)
from baigong.faces.api.body import StrictParser
from baigong.faces.api.callers import CALLERS
from baigong.faces.api.describing import complete
from baigong.faces.api.doing import proposing
from baigong.faces.api.door import at_the_door
from baigong.faces.api.problems import HANDLERS
from baigong.faces.api.rendering import Renderer
from baigong.faces.version import VERSION

# Address under /api/v1/, router. Each room adds its line.
ROUTERS = (
    ("node", node.router),
    ("authority", authority.router),
    ("journal", journal.router),
    ("catalogue", catalogue.router),
    ("registry", registry.router),
    ("certificates", certificates.router),
    ("passports", passports.router),
    ("desk", desk.router),
    ("exchange", exchange.router),
    ("notices", notices.router),
    ("progress", progress.router),
    ("public", progress.public_router),
    ("transparency", transparency.router),
    ("verify", verify.router),
)
# An act asked for by its name must have been read: a proposal names acts of every room.
ACTS = (
    authority_acts,
    catalogue_acts,
    registry_acts,
    certificates_acts,
    passports_acts,
    progress_acts,
    desk_acts,
    exchange_acts,
    notices_acts,
    transparency_acts,
)
DESCRIPTION = """\
The API of a baigong node. 百工节点接口。

Every operation is named as the act or the query that it is; an act needs a posting that allows it, here as
everywhere. Errors are `application/problem+json` with a `code` and the sentence in `zh` and `en`. Lists come by pages.
A `POST` with an `Idempotency-Key` may be sent again safely. docs/api.md is a guide of ten minutes.
"""


class Api(NinjaAPI):
    def get_openapi_operation_id(self, operation: Operation) -> str:
        """`baigong.faces.api.catalogue.tasks`, `enter_task` → `catalogue.enter_task`."""
        return f"{operation.view_func.__module__.split('.')[3]}.{operation.view_func.__name__}"

    def get_operation_url_name(self, operation: Operation, router: Any) -> str:
        return self.get_openapi_operation_id(operation)

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        return complete(super().get_openapi_schema(**where))


def made() -> Api:
    api = Api(
        title="baigong",
        version=VERSION,
        description=DESCRIPTION,
        docs_url=None,
        auth=CALLERS,
        parser=StrictParser(),
        renderer=Renderer(),
        urls_namespace="api",
        throttle=NOT_SET,
    )
    api.add_decorator(at_the_door, mode="view")
    api.add_decorator(proposing, mode="operation")
    for address, router in ROUTERS:
        api.add_router(address, router, tags=[address])
    for kind, handler in HANDLERS.items():
        api.add_exception_handler(kind, handler)
    return api


api = made()

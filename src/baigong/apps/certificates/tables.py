"""The table of a package that this app keeps."""

from baigong.apps.certificates.models import Certificate
from baigong.apps.registry.adapter import Adapter, adapter

OF_CERTIFICATES = adapter("certificates", Certificate, persons={"id_number": "holder_id"})
ADAPTERS: tuple[Adapter, ...] = (OF_CERTIFICATES,)

"""Certificates: batches on their way to them, their signed forms, the keys, and the records themselves.

Each module adds its operations to the router as it is read; those of batches and keys must stand before
`/{number}`, which would take their names for a number.
"""

from baigong.faces.api.certificates import batches, keys, objections, recalls, records, results, signed
from baigong.faces.api.certificates.routing import router

__all__ = ["batches", "keys", "objections", "recalls", "records", "results", "router", "signed"]

"""A scope as a condition: records kept in its regions.

An official sees the persons whose `place` lies in her scope: where they live by their own row, else where the record of
them is kept. Whoever lives elsewhere and holds a certificate of hers she sees through that certificate (its holder's
name and masked number), not with all that is recorded of them: one county's examination is no reason to read another
county's register.
"""

from functools import reduce
from operator import or_

from django.db.models import Q

from baigong.core.scope import Scope

AFTER_DIGITS = ":"  # follows 9, so that a range ends behind all that begins with a prefix


def placed_in(scope: Scope, column: str = "place") -> Q:
    """Ranges, which any index serves, whatever the database's collation."""
    if scope.is_whole:
        return ~Q(pk__in=())  # everything; an empty Q would vanish beside another one
    ranges = [Q(**{f"{column}__gte": prefix, f"{column}__lt": prefix + AFTER_DIGITS}) for prefix in scope.regions]
    return reduce(or_, ranges, Q(pk__in=()))

"""The evidence meter in a table: shares are rounded, but neither to nothing nor to all where there is some of both."""

import pytest

from baigong.faces.web.design.tags import evidence_parts


def provable(*counts: int) -> dict[str, int]:
    return dict(zip(("number", "filed", "result", "logged"), counts, strict=True))


@pytest.mark.parametrize(
    ("counts", "shares"),
    [
        ((1, 0, 2, 1), {"number": "25%", "result": "50%", "logged": "25%"}),
        ((1, 0, 0, 999), {"number": "<1%", "logged": ">99%"}),
        ((0, 7, 0, 0), {"filed": "100%"}),
        ((0, 0, 0, 0), {}),
    ],
)
def test_every_part_that_is_not_empty_tells_its_share(counts, shares):
    told = evidence_parts(provable(*counts))

    assert {name: share for name, _, share in told["shares"]} == shares
    assert sum(length for *_, length in told["parts"]) == pytest.approx(100 if shares else 0)

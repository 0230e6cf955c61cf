"""Numbers of people, bodies and certificates that hold, with check digits reckoned here from the standards."""

import hashlib
import hmac

RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
RESIDENT_CHECKS = "10X98765432"
CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def resident(serial: int, *, born: str = "19900307", sex: str = "M", region: str = "330106") -> str:
    """A number of GB 11643: the 17th digit is odd for men."""
    body = f"{region}{born}{(serial * 2 + (sex == 'M')) % 1000:03d}"
    return body + resident_check(body)


def resident_check(body: str) -> str:
    return RESIDENT_CHECKS[sum(int(digit) * weight for digit, weight in zip(body, RESIDENT_WEIGHTS, strict=True)) % 11]


def resident_ending_in_x() -> str:
    return next(number for serial in range(400) if (number := resident(serial, born="19850615")).endswith("X"))


def with_wrong_check(number: str) -> str:
    return number[:-1] + next(digit for digit in "0123456789" if digit != number[-1])


def credit(serial: int, *, region: str = "330106") -> str:
    """A code of GB 32100, its organisation part right by GB 11714 too."""
    body = f"91{region}" + organisation(serial)
    total = sum(CREDIT_ALPHABET.index(sign) * pow(3, place, 31) for place, sign in enumerate(body))
    return body + CREDIT_ALPHABET[(31 - total % 31) % 31]


def organisation(serial: int) -> str:
    body = f"{serial:08d}"
    rest = 11 - sum(int(digit) * weight for digit, weight in zip(body, ORGANISATION_WEIGHTS, strict=True)) % 11
    return body + {10: "X", 11: "0"}.get(rest, str(rest))


def identification(serial: int, *, level: str = "3", province: str = "33", year: str = "24") -> str:
    """A number of the published form, of the employer body `body_number(province)`."""
    return f"{body_number(province)}{year}{level}{serial:06d}"


def body_number(province: str = "33") -> str:
    return f"Y0001{province}000001"


def qualification(serial: int) -> str:
    return f"2433010{serial:09d}"


def post(serial: int) -> str:
    """A certificate of a post (S, C): two letters and twenty digits."""
    return f"YT{serial:020d}"


def keyed(value: str, key: bytes) -> str:
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:32]

"""The test issuer's status lists: places given out at random, bits set and cleared, each list signed when read."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta

from baigong.core.credentials import status
from baigong.core.credentials.certificate import STATUS_BITS
from baigong.core.credentials.signing import Signer
from baigong.core.credentials.strict import Json
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.vcdm.issuing import PURPOSES
from baigong.core.vcdm.statuslists import ENTRY, INDEX

HOLDS = timedelta(days=1)
FULL = STATUS_BITS // 2  # then the next list is begun, so that a free place is found soon


class NotListed(Refusal):
    code = "vcapi.not_listed"
    sentence = msgid("No credential of this id with a place on such a list was issued here since the start.")


class Lists:
    """Held in memory: what was issued before the last start is not known any more."""

    def __init__(self, base: str, signer: Signer, chosen: Callable[[int], int]) -> None:
        self.base, self.signer, self.chosen = base, signer, chosen
        self.taken: dict[str, set[int]] = {}
        self.ended: dict[str, set[int]] = defaultdict(set)
        self.open: dict[str, str] = {}
        self.of_credential: dict[tuple[str, str], tuple[str, int]] = {}
        for purpose in PURPOSES:
            self._begun(purpose)

    def entry(self, purpose: str) -> Json:
        """A place that nobody has yet, on a list for this purpose."""
        place = self.open.get(purpose) or self._begun(purpose)
        taken = self.taken[place]
        if len(taken) >= FULL:
            place = self._begun(purpose)
            taken = self.taken[place]
        index = self.chosen(STATUS_BITS)
        while index in taken:
            index = self.chosen(STATUS_BITS)
        taken.add(index)
        return {
            "id": f"{place}#{index}",
            "type": ENTRY,
            "statusPurpose": purpose,
            "statusListIndex": str(index),
            "statusListCredential": place,
        }

    def remember(self, document: Json, entries: list[Json]) -> None:
        """Which place is whose, for those who ask by the credential's id."""
        for entry in entries:
            place, index = entry["statusListCredential"], entry["statusListIndex"]
            if place in self.taken and "id" in document and len(index) < 9:
                self.of_credential[document["id"], entry["statusPurpose"]] = (place, int(index))

    def change(self, credential: object, entry: Json, *, is_ended: bool) -> None:
        """By the credential's id, or by the place itself. Raises NotListed."""
        place, index = self._place(credential, entry)
        if place not in self.taken or not 0 <= index < STATUS_BITS:
            raise NotListed
        (self.ended[place].add if is_ended else self.ended[place].discard)(index)

    def signed(self, address: str, at: datetime) -> Json | None:
        """The list at that address as of now; None for one that is not ours."""
        if address not in self.taken:
            return None
        purpose = address.rsplit("/", 2)[1]
        return status.issued(address, self.signer, ended=self.ended[address], at=at, until=at + HOLDS, purpose=purpose)

    def _begun(self, purpose: str) -> str:
        place = f"{self.base}/status/{purpose}/{sum(f'/{purpose}/' in one for one in self.taken) + 1}"
        self.taken[place], self.open[purpose] = set(), place
        return place

    def _place(self, credential: object, entry: Json) -> tuple[str, int]:
        index = entry.get("statusListIndex")
        if isinstance(index, str) and INDEX.fullmatch(index) and len(index) < 9:
            return str(entry.get("statusListCredential")), int(index)
        known = self.of_credential.get((str(credential), str(entry.get("statusPurpose", status.REVOCATION))))
        if known is None:
            raise NotListed
        return known

"""Rules of one certificate row: what its number, level, channel, occupation, issuer and ending say of each other."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.codes.certificate import (
    FORM,
    IDENTIFICATION,
    QUALIFICATION,
    NumberForm,
    certificate_number_fault,
)
from baigong.core.codes.certificate_vector import read_certificate_numbers
from baigong.core.codes.occupation import occupations_named
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.read.context import EPOCH, Context
from baigong.ground.lake.read.typed import Faulted, coded, days, flags, is_null, read_once, together

Columns = dict[str, pa.Array]

CHANNEL = Fault(
    "channel.unknown",
    msgid("The evaluation channel is empty and the number does not tell it; fill it in or declare it for the file."),
)
LEVEL_ZERO = Fault(
    "level.zero",
    msgid("Only special-ability certificates are without a level; this channel's certificate needs one."),
)
ABILITY = Fault(
    "level.of_ability",
    msgid("A special-ability certificate has no level; it was counted as without one."),
)
ENDING_ALONE = Fault("ending.without_day", msgid("The certificate ended, but no day is given; give the day it ended."))
DAY_ALONE = Fault(
    "ending.missing",
    msgid("A day of ending is given, but not how it ended: void (撤销) or revoked (注销)?"),
)
UNUSUAL = Fault(
    "certificate_number.unusual",
    msgid("The number has not the form that certificates of this kind carry; check it."),
)
BY_NAME = Fault(
    "occupation.resolved_by_name",
    msgid("The occupation was given by name and resolved to its code."),
)
ISSUER = Fault(
    "issuer.unresolved",
    msgid("The issuer is given by name only, and no filing has the body number of this certificate."),
)
# Two letters and twenty digits, and sixteen digits, as `certificate.form_of` tells them one by one.
FORMS = {
    NumberForm.POST: ("^[A-Z][0-9]*[A-Z][0-9]*$", 22),
    NumberForm.QUALIFICATION: ("^[0-9]*$", 16),
}
LEVELS = {level: int(level) for level in "12345"}


def derive(columns: Columns, context: Context, faulted: Faulted, noted: Faulted) -> None:
    """Fills what other cells of the row tell: channel, level of an ability certificate, occupation, issuer."""
    _channel(columns, context, faulted)
    _level(columns, noted)
    _occupation(columns, faulted, noted)
    _issuer(columns, context, noted)


def _channel(columns: Columns, context: Context, faulted: Faulted) -> None:
    empty = is_null(columns["channel"]) & ~faulted.at("channel", len(columns["channel"]))
    if not empty.any():
        return
    identified = empty & (read_certificate_numbers(columns["number"]).ok | _of_form(columns, NumberForm.POST))
    qualified = empty & _of_form(columns, NumberForm.QUALIFICATION)
    context.derived_channels += int((identified | qualified).sum())
    faulted.where(empty & ~identified & ~qualified, "channel", CHANNEL)
    told = pc.if_else(pa.array(qualified), QUALIFICATION, columns["channel"])
    columns["channel"] = pc.if_else(pa.array(identified), IDENTIFICATION, told)


def _of_form(columns: Columns, form: NumberForm) -> np.ndarray:
    numbers, (pattern, width) = columns["number"], FORMS[form]
    return flags(pc.and_(pc.match_substring_regex(numbers, pattern), pc.equal(pc.utf8_length(numbers), width)))


def _level(columns: Columns, noted: Faulted) -> None:
    ability = flags(pc.equal(columns["channel"], "ability"))
    if ability.any():
        levelled = ability & flags(pc.not_equal(columns["level"], "0"))
        noted.where(levelled, "level", ABILITY)
        columns["level"] = pc.if_else(pa.array(ability), "0", columns["level"])


def _occupation(columns: Columns, faulted: Faulted, noted: Faulted) -> None:
    empty = is_null(columns["occupation"]) & ~is_null(columns["occupation_name"])
    if not empty.any():
        return
    issued = pc.fill_null(columns["issued_on"], EPOCH).cast(pa.string())
    asked = pc.binary_join_element_wise(issued, columns["occupation_name"], " ")
    asked = pc.if_else(pa.array(empty), asked, pa.scalar(None, pa.string()))
    found = read_once(asked, "occupation_name", pa.string(), _named, faulted)
    noted.where(~is_null(found), "occupation_name", BY_NAME)
    columns["occupation"] = pc.coalesce(columns["occupation"], found)


def _named(asked: str) -> str | Fault:
    """The code of an occupation asked for by day and name."""
    on, _, name = asked.partition(" ")
    candidates = occupations_named(name, date.fromisoformat(on))
    if len(candidates) == 1:
        return candidates[0].code
    if not candidates:
        sentence = msgid("No occupation of the classification has exactly this name; give its code.")
        return Fault("occupation.name_unknown", sentence)
    sentence = msgid("Several occupations have this name (%(candidates)s); give the code of the one that is meant.")
    return Fault("occupation.name_ambiguous", sentence, {"candidates": [one.code for one in candidates]})


def _issuer(columns: Columns, context: Context, noted: Faulted) -> None:
    empty = is_null(columns["credit_code"]) & ~is_null(columns["issuer_name"])
    if not empty.any():
        return
    bodies = pc.utf8_slice_codeunits(columns["number"], 0, 13)
    places = pc.index_in(bodies, value_set=pa.array(context.bodies, pa.string()))
    found = pa.array(context.bodies.values(), pa.string()).take(places)
    noted.where(empty & is_null(found), "issuer_name", ISSUER)
    columns["credit_code"] = pc.if_else(pa.array(empty), found, columns["credit_code"])


def contradictions(columns: Columns, faulted: Faulted, noted: Faulted) -> None:
    """Number against level, channel, region and day; level 0; an ending without its day or the reverse."""
    _number(columns, faulted)
    zero = flags(pc.equal(columns["level"], "0")) & flags(pc.not_equal(columns["channel"], "ability"))
    faulted.where(zero, "level", LEVEL_ZERO)
    ended, day = is_null(columns["ending"]), is_null(columns["ended_on"])
    faulted.where(~ended & day & ~faulted.at("ended_on", len(day)), "ended_on", ENDING_ALONE)
    faulted.where(ended & ~day & ~faulted.at("ending", len(day)), "ending", DAY_ALONE)
    _unusual(columns, noted)


def _number(columns: Columns, faulted: Faulted) -> None:
    """The published form and its parts; only rows that fail in bulk are looked at one by one."""
    numbers = read_certificate_numbers(columns["number"])
    levels = coded(columns["level"], LEVELS)
    concerned = flags(pc.equal(columns["channel"], "identification")) & (levels > 0) & ~is_null(columns["number"])
    issued = days(columns["issued_on"], empty=0).astype("datetime64[D]").astype("datetime64[Y]").astype(int) + 1970
    right = numbers.ok & (numbers.levels == levels)
    right &= (numbers.years == issued % 100) | is_null(columns["issued_on"])
    right &= _provinces_agree(numbers.provinces, columns["region"])
    faulted.where(concerned & ~numbers.ok, "number", FORM)
    faults = []
    for place in np.flatnonzero(concerned & numbers.ok & ~right).tolist():
        row = {name: columns[name][place].as_py() for name in ("channel", "level", "region", "issued_on")}
        fault = certificate_number_fault(columns["number"][place].as_py(), **row)
        if fault:
            faults.append((place, "number", fault))
    faulted.found += together(faults)


def _provinces_agree(provinces: np.ndarray, regions: pa.Array) -> np.ndarray:
    encoded = regions.dictionary_encode()
    heads = [int(code[:2]) if code[:2].isdecimal() else -9 for code in encoded.dictionary.to_pylist()]
    table = np.array([*heads, -1])
    written = table[pc.fill_null(encoded.indices, len(heads)).to_numpy(zero_copy_only=False)]
    return np.asarray((written == -1) | (provinces == written) | ((provinces == 66) & (written == 65)))


def _unusual(columns: Columns, noted: Faulted) -> None:
    posts = flags(pc.is_in(columns["level"], pa.array(["S", "C"])))
    qualified = flags(pc.equal(columns["channel"], "qualification")) & ~posts
    for kind, form in ((posts, NumberForm.POST), (qualified, NumberForm.QUALIFICATION)):
        if kind.any():
            noted.where(kind & ~_of_form(columns, form), "number", UNUSUAL)

"""From a table's line to a typed row; what a line gets wrong by itself is found here."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import TypeVar, get_args

from corpus.record import Level, Role
from registry.rows import Row
from registry.tables import Cohort, Membership, OfficeHolder, Region, Signing

T = TypeVar("T")
# The programme began in 2017 and its ministry in this form in 1999; years outside are slips of the pen.
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
# Indonesia lies between these degrees, the sea around its islands included.
_LAT, _LON = (-12.0, 7.0), (94.0, 142.0)
_PARTIAL_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_CODE = re.compile(r"\d\d(\.\d\d)?")
_COUNT = re.compile(r"\d+")
STANDINGS = ("member", "lapsed", "replaced")
REPEATS = ("yes", "no", "unknown")
CONFIDENCES = ("high", "medium", "low")
MODES = ("in person", "virtual", "hybrid")


def parse_region(row: Row) -> Region:
    """A row of `regions.csv`.

    Raises:
        RegistryError: the code, the level, the name or the place is not what the columns ask for.
    """
    fields = row.fields
    code, level = fields["code"], _one_of(row, "level", get_args(Level))
    if not _CODE.fullmatch(code):
        raise row.error(f"code {code!r} is not a Kemendagri code such as 13 or 13.75")
    if (level == "provinsi") != (len(code) == 2):
        raise row.error(f"code {code} does not fit the level {level}: provinces have two digits, all others four")
    if level != "provinsi" and not fields["name"].startswith(level.capitalize() + " "):
        raise row.error(f"the name of a {level} begins with {level.capitalize()!r}, not {fields['name']!r}")
    return Region(
        code=code, province_code=fields["province_code"] or None, level=level, name=_given(row, "name"),
        aliases=tuple(filter(None, (alias.strip() for alias in fields["aliases"].split("|")))),
        lat=_degrees(row, "lat", _LAT), lon=_degrees(row, "lon", _LON), source_url=_source(row),
    )  # fmt: skip


def parse_cohort(row: Row) -> Cohort:
    """A row of `cohorts.csv`. The count may be followed by words: `50 (+2 provinces)`.

    Raises:
        RegistryError: a year, a count or a date cannot be read.
    """
    fields = row.fields
    count = _COUNT.match(fields["announced_regions"])
    if not count:
        raise row.error(f"announced_regions {fields['announced_regions']!r} does not begin with a number")
    if fields["repeats"] != "unknown" and not fields["repeats"].isdigit():
        raise row.error(f"repeats {fields['repeats']!r} is neither a number nor unknown")
    return Cohort(
        year=_year(row), announced=int(count[0]), announced_text=fields["announced_regions"],
        repeats=None if fields["repeats"] == "unknown" else int(fields["repeats"]), mou_date=_day(row, "mou_date"),
        mou_place=fields["mou_place"], mode=_one_of(row, "mode", MODES), minister=fields["minister"],
        ministry_signatory=fields["ministry_signatory"], source_url=_source(row),
    )  # fmt: skip


def parse_membership(row: Row) -> Membership:
    """A row of `memberships.csv`. `source_date` may be empty: the page bears none.

    Raises:
        RegistryError: a year, a date or one of the fixed words cannot be read.
    """
    fields = row.fields
    return Membership(
        cohort_year=_year(row), region_code=_given(row, "region_code"), region_name=_given(row, "region_name"),
        province=_given(row, "province"), standing=_one_of(row, "standing", STANDINGS),
        repeat=_one_of(row, "repeat", REPEATS), source_url=_source(row),
        source_date=_partial_date(row, "source_date") if fields["source_date"] else "",
        confidence=_one_of(row, "confidence", CONFIDENCES),
    )  # fmt: skip


def parse_official(row: Row) -> OfficeHolder:
    """A row of `officials.csv`. An empty `region_code` means a national office.

    Raises:
        RegistryError: the role, the date or the name cannot be read.
    """
    fields = row.fields
    return OfficeHolder(
        region_code=fields["region_code"] or None, region_name=fields["region_name"] or None,
        role=_one_of(row, "role", get_args(Role)), role_text=fields["role_text"],
        acting=_one_of(row, "acting", ("yes", "no")) == "yes", name=_given(row, "name"),
        as_of=_partial_date(row, "as_of_date"), source_url=_source(row),
    )  # fmt: skip


def parse_signing(row: Row) -> Signing:
    """A row of `signings.csv`.

    Raises:
        RegistryError: the year or the day cannot be read.
    """
    return Signing(
        cohort_year=_year(row), region_code=_given(row, "region_code"), date=_day(row, "date"),
        place=row.fields["place"], source_url=_source(row),
    )  # fmt: skip


def _given(row: Row, column: str) -> str:
    if not row.fields[column]:
        raise row.error(f"{column} is empty; fill it in")
    return row.fields[column]


def _one_of(row: Row, column: str, allowed: tuple[T, ...]) -> T:
    for value in allowed:
        if value == row.fields[column]:
            return value
    raise row.error(f"{column} {row.fields[column]!r} is none of {', '.join(map(str, allowed))}")


def _source(row: Row) -> str:
    if not re.match(r"https?://\S", row.fields["source_url"]):
        raise row.error("source_url is not an http(s) address; every row names the page that it was read from")
    return row.fields["source_url"]


def _year(row: Row) -> int:
    value = row.fields["cohort_year"]
    if not value.isdigit() or not _FIRST_YEAR <= int(value) <= _LAST_YEAR:
        raise row.error(f"cohort_year {value!r} is not a year between {_FIRST_YEAR} and {_LAST_YEAR}")
    return int(value)


def _day(row: Row, column: str) -> str:
    return _checked(row, column, date.fromisoformat, "a day such as 2022-04-21")


def _partial_date(row: Row, column: str) -> str:
    return _checked(row, column, _parse_partial, "a date such as 2022-04-21, 2022-04 or 2022")


def _parse_partial(value: str) -> date:
    if not _PARTIAL_DATE.fullmatch(value):
        raise ValueError(value)
    return date.fromisoformat(f"{value}-01-01"[:10] if len(value) < 10 else value)


def _checked(row: Row, column: str, parse: Callable[[str], date], wanted: str) -> str:
    try:
        if not _FIRST_YEAR <= parse(row.fields[column]).year <= _LAST_YEAR:
            raise ValueError(row.fields[column])
    except ValueError as error:
        raise row.error(f"{column} {row.fields[column]!r} is not {wanted}") from error
    return row.fields[column]


def _degrees(row: Row, column: str, bounds: tuple[float, float]) -> float:
    try:
        value = float(row.fields[column])
    except ValueError as error:
        raise row.error(f"{column} {row.fields[column]!r} is not a number of degrees") from error
    if not bounds[0] <= value <= bounds[1]:
        raise row.error(f"{column} {value} lies outside Indonesia ({bounds[0]} to {bounds[1]} degrees)")
    return value

"""The registry's facts as frozen rows. Every row keeps the address of the page that it was read from."""

from __future__ import annotations

import msgspec

from corpus.record import Level, Role


class Region(msgspec.Struct, frozen=True, kw_only=True):
    """A province or a kabupaten/kota by its Kemendagri code (`13`, `13.75`).

    `province_code` is None for a province. `lat`/`lon` are the centre in degrees (WGS 84).
    """

    code: str
    province_code: str | None
    level: Level
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    source_url: str

    @property
    def bare_name(self) -> str:
        """The name without its type word: "Bukittinggi" for "Kota Bukittinggi"."""
        return self.name.removeprefix("Kabupaten ").removeprefix("Kota ")


class Cohort(msgspec.Struct, frozen=True, kw_only=True):
    """One year's intake. `announced` is the ministry's count of kabupaten/kota, a fact apart from the rows we hold."""

    year: int
    announced: int
    announced_text: str
    repeats: int | None
    mou_date: str
    mou_place: str
    mode: str
    minister: str
    ministry_signatory: str
    source_url: str


class Membership(msgspec.Struct, frozen=True, kw_only=True):
    """One region in one cohort. `standing`: member, lapsed or replaced; `repeat`: yes, no or unknown."""

    cohort_year: int
    region_code: str
    region_name: str
    province: str
    standing: str
    repeat: str
    source_url: str
    source_date: str
    confidence: str

    @property
    def key(self) -> str:
        """`cohort/region code`, as records print it: "2022/13.75"."""
        return f"{self.cohort_year}/{self.region_code}"

    @property
    def is_standing(self) -> bool:
        """Says whether the region stayed in the cohort: neither lapsed nor replaced."""
        return self.standing == "member"


class Signing(msgspec.Struct, frozen=True, kw_only=True):
    """A region that signed on a day of its own, apart from its cohort's event. `date` is a day, ISO 8601."""

    cohort_year: int
    region_code: str
    date: str
    place: str
    source_url: str


class OfficeHolder(msgspec.Struct, frozen=True, kw_only=True):
    """A named holder of an office as printed on a page of `as_of`; not a term. `region_code` None: national office."""

    region_code: str | None
    region_name: str | None
    role: Role
    role_text: str
    acting: bool
    name: str
    as_of: str
    source_url: str

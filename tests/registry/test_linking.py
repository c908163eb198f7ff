"""Linking: each rule with a case that meets it and a near miss. All facts are made up but for codes and names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.record import EventType
from registry.linking import link_event
from registry.registry import Registry, load_registry
from registry.tables import Cohort, Membership, Region, Signing

SOLOK, PADANG, AGAM, BOGOR, SUMBAR = "13.72", "13.71", "13.06", "32.71", "13"


def _cohort(year: int, announced: int, mou_date: str, repeats: int | None) -> Cohort:
    return Cohort(
        year=year, announced=announced, announced_text=str(announced), repeats=repeats, mou_date=mou_date, mou_place="",
        mode="virtual", minister="", ministry_signatory="", source_url="https://contoh.id",
    )  # fmt: skip


def _member(year: int, code: str, standing: str = "member") -> Membership:
    return Membership(
        cohort_year=year, region_code=code, region_name="", province="", standing=standing, repeat="unknown",
        source_url="https://contoh.id", source_date="", confidence="high",
    )  # fmt: skip


@pytest.fixture(scope="module")
def registry() -> Registry:
    """2018 is complete (2 of 2); 2021 (2 of 3) may repeat; 2022 (1 of 3) was announced without repeats."""
    names = {
        SUMBAR: "Sumatera Barat",
        SOLOK: "Kota Solok",
        PADANG: "Kota Padang",
        AGAM: "Kabupaten Agam",
        BOGOR: "Kota Bogor",
    }
    regions = tuple(
        Region(
            code=code, province_code=None if len(code) == 2 else code[:2],
            level="provinsi" if len(code) == 2 else ("kota" if code[3] == "7" else "kabupaten"), name=name, aliases=(),
            lat=0.0, lon=100.0, source_url="https://contoh.id",
        )
        for code, name in names.items()
    )  # fmt: skip
    cohorts = (_cohort(2018, 2, "2018-05-08", 0), _cohort(2021, 3, "2021-05-20", 1), _cohort(2022, 3, "2022-04-21", 0))
    memberships = (
        _member(2018, PADANG), _member(2018, "99.01"), _member(2018, AGAM, "replaced"),
        _member(2021, SOLOK), _member(2021, AGAM), _member(2022, BOGOR),
    )  # fmt: skip
    own = Signing(cohort_year=2021, region_code=AGAM, date="2021-07-21", place="", source_url="https://contoh.id")
    return Registry(regions, cohorts, memberships, (), (own,))


@pytest.mark.parametrize(
    ("kind", "date", "codes", "cohort", "status", "membership"),
    [
        pytest.param("coaching", "2021-09", [SOLOK], 2021, "confirms", "2021/13.72", id="held"),
        pytest.param("mou_signing", "2021-05-20", [SOLOK], 2021, "confirms", "2021/13.72", id="signing-on-the-day"),
        pytest.param("mou_signing", "2021-05-22", [SOLOK], 2021, "confirms", "2021/13.72", id="signing-two-days-off"),
        pytest.param("mou_signing", "2021-05", [SOLOK], 2021, "confirms", "2021/13.72", id="signing-in-the-month"),
        pytest.param("mou_signing", "2021", [SOLOK], 2021, "confirms", "2021/13.72", id="signing-in-the-year"),
        pytest.param("mou_signing", "2021-05-19/2021-05-21", [SOLOK], 2021, "confirms", "2021/13.72", id="interval"),
        pytest.param("mou_signing", None, [SOLOK], 2021, "confirms", "2021/13.72", id="signing-undated"),
        pytest.param("mou_signing", "2021-07-21", [AGAM], 2021, "confirms", "2021/13.06", id="own-signing"),
        pytest.param("mou_signing", "2021-07-21", [SOLOK], 2021, "conflicts", "2021/13.72", id="not-its-own-signing"),
        pytest.param("mou_signing", "2021-05-30", [SOLOK], 2021, "conflicts", "2021/13.72", id="signing-ten-days-off"),
        pytest.param("mou_signing", "2020", [SOLOK], 2021, "conflicts", "2021/13.72", id="signing-in-another-year"),
        pytest.param("mou_signing", "2021-05-20", [SOLOK], None, "confirms", "2021/13.72", id="cohort-from-the-date"),
        pytest.param("mou_signing", "2021-07-21", [AGAM], None, "confirms", "2021/13.06", id="cohort-from-own-signing"),
        pytest.param("mou_signing", "2021", [SOLOK], None, "unlinked", None, id="a-year-names-no-signing"),
        pytest.param("mou_signing", "2021-12-01", [SOLOK], None, "unlinked", None, id="no-signing-that-day"),
        pytest.param("coaching", "2021-05-20", [SOLOK], None, "unlinked", None, id="only-signings-name-a-cohort"),
        pytest.param("mou_signing", "2022-04-21", [SOLOK], None, "conflicts", "2021/13.72", id="no-repeats-announced"),
        pytest.param("selection", None, [PADANG], 2021, "adds", "2021/13.71", id="may-repeat"),
        pytest.param("selection", None, [BOGOR], 2021, "adds", "2021/32.71", id="a-later-member-may-be-in-it-too"),
        pytest.param("selection", None, [BOGOR], 2018, "conflicts", "2022/32.71", id="elsewhere-and-list-complete"),
        pytest.param("coaching", None, [AGAM], 2018, "conflicts", "2018/13.06", id="replaced"),
        pytest.param("assessment", None, [PADANG], 2021, "unlinked", None, id="assessed-is-not-joined"),
        pytest.param("assessment", None, [SOLOK], 2021, "confirms", "2021/13.72", id="assessed-and-held"),
        pytest.param("coaching", None, [SOLOK, AGAM], 2021, "confirms", "2021/13.72", id="all-held"),
        pytest.param("coaching", None, [SOLOK, PADANG], 2021, "adds", "2021/13.71", id="one-not-held"),
        pytest.param("coaching", None, [PADANG, SOLOK, AGAM], 2018, "conflicts", "2021/13.72", id="one-contradicts"),
        pytest.param("coaching", None, [SUMBAR, SOLOK], 2021, "confirms", "2021/13.72", id="provinces-are-left-aside"),
        pytest.param("coaching", None, [SUMBAR], 2021, "unlinked", None, id="only-a-province"),
        pytest.param("coaching", None, [], 2021, "unlinked", None, id="no-region"),
        pytest.param("coaching", None, ["00.00"], 2021, "unlinked", None, id="unknown-region"),
        pytest.param("coaching", None, [SOLOK], 2020, "unlinked", None, id="no-cohort-that-year"),
        pytest.param("mou_signing", None, [SOLOK], 2099, "adds", f"2099/{SOLOK}", id="a-newer-cohort"),
        pytest.param("assessment", None, [SOLOK], 2099, "unlinked", None, id="assessed-for-a-newer-cohort"),
    ],
)  # fmt: skip
def test_events(
    registry: Registry, kind: EventType, date: str | None, codes: list[str], cohort: int | None, status: str,
    membership: str | None,
) -> None:  # fmt: skip
    link = link_event(registry, kind, date, tuple(codes), cohort)
    assert (link.status, link.membership) == (status, membership)
    assert link.reason.endswith(".")


@pytest.mark.parametrize(
    ("codes", "cohort", "words"),
    [
        pytest.param([PADANG], 2021, ["Kota Padang", "2 members", "announced: 3", "cohort 2018"], id="candidate"),
        pytest.param([SOLOK, PADANG], 2021, ["1 of the 2 regions"], id="counted"),
        pytest.param([SOLOK, AGAM], 2021, ["all 2 regions"], id="all"),
        pytest.param([BOGOR], 2018, ["cohort 2022", "not in cohort 2018", "all known"], id="conflict"),
        pytest.param([AGAM], 2018, ["Kabupaten Agam", "replaced"], id="standing"),
        pytest.param([AGAM], None, ["cohorts 2018 (replaced) and 2021"], id="no-cohort"),
        pytest.param([SOLOK], 2019, ["no cohort 2019", "2018, 2021, 2022"], id="no-such-cohort"),
    ],
)
def test_reasons_tell_what_the_registry_holds(
    registry: Registry, codes: list[str], cohort: int | None, words: list[str]
) -> None:
    reason = link_event(registry, "coaching", None, tuple(codes), cohort).reason
    assert [word for word in words if word not in reason] == []


def test_a_contradicted_date_shows_both(registry: Registry) -> None:
    reason = link_event(registry, "mou_signing", "2021-06-30", (AGAM,), 2021).reason
    assert all(day in reason for day in ("2021-06-30", "2021-05-20", "2021-07-21"))


def test_the_shipped_registry_answers() -> None:
    shipped = load_registry()
    link = link_event(shipped, "mou_signing", "2022-04-21", ("13.75",), None)
    assert (link.status, link.membership) == ("confirms", "2022/13.75")


@given(
    date=st.none() | st.text(max_size=12) | st.sampled_from(["2022-02-30", "0000", "2022-13", "/", "2022-04-21/"]),
    codes=st.lists(st.sampled_from([SOLOK, PADANG, AGAM, BOGOR, SUMBAR, "", "x"]), max_size=6),
    cohort=st.none() | st.integers(2015, 2026),
    kind=st.sampled_from(["mou_signing", "assessment", "award"]),
)
def test_every_claim_gets_an_answer(
    registry: Registry, date: str | None, codes: list[str], cohort: int | None, kind: EventType
) -> None:
    link = link_event(registry, kind, date, tuple(codes), cohort)
    assert (link.membership is None) <= (link.status in ("unlinked", "conflicts"))
    assert link_event(registry, kind, date, tuple(reversed(codes)), cohort).status == link.status

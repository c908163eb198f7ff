"""What the registry answers about members, completeness and gaps."""

from __future__ import annotations

import pytest

from registry.listing import find_regions, list_cohorts, list_gap, list_memberships, show_cohort, show_region
from registry.registry import Registry, load_registry


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize(
    ("year", "complete"),
    [
        (2017, True),
        (2018, True),
        (2019, True),
        (2021, False),
        (2022, False),
        (2023, False),
        (2024, True),
        (2020, False),
    ],
)
def test_completeness(registry: Registry, year: int, complete: bool) -> None:
    assert registry.is_complete(year) is complete


@pytest.mark.parametrize(
    ("year", "code", "answer"),
    [
        pytest.param(2022, "13.75", True, id="held"),
        pytest.param(2022, "13.71", None, id="not-listed-in-an-incomplete-list"),
        pytest.param(2019, "13.71", False, id="not-listed-in-a-complete-list"),
        pytest.param(2017, "61.72", False, id="replaced"),
        pytest.param(2020, "13.75", None, id="no-such-cohort"),
    ],
)
def test_not_listed_is_unknown_while_a_list_is_incomplete(
    registry: Registry, year: int, code: str, answer: bool | None
) -> None:
    assert registry.is_member(year, code) is answer


def test_members_leave_out_who_lapsed(registry: Registry) -> None:
    held = registry.members(2018)
    assert [m.region_code for m in held] == sorted(m.region_code for m in held)
    assert all(m.is_standing for m in held)
    assert len(list_memberships(registry, cohort_year=2018)) == len(held) + 3


def test_totals_count_each_region_once(registry: Registry) -> None:
    assert [registry.total(year) for year in (2017, 2018, 2019, 2020, 2021, 2022)] == [
        (25, 25), (75, 75), (100, 100), (100, 100), (141, 141), (191, 191),
    ]  # fmt: skip
    assert registry.total(2023) == (191, 241)
    assert registry.total(2016) == (0, 0)


def test_memberships_of_a_region_come_oldest_first(registry: Registry) -> None:
    years = [m.cohort_year for m in registry.memberships_of("61.72")]
    assert years == [2017, 2022]
    assert registry.memberships_of("00.00") == ()


def test_the_gap_is_who_has_no_coverage(registry: Registry) -> None:
    everyone = {m.region_code for year in registry.cohorts for m in registry.members(year)}
    assert list_gap(registry, everyone) == ()
    assert [region.code for region in list_gap(registry, everyone - {"13.75"})] == ["13.75"]
    assert list_gap(registry, everyone - {"13.75"}, cohort_year=2017) == ()
    codes = [region.code for region in list_gap(registry, ())]
    assert codes == sorted(set(codes))


def test_cohort_summaries_tell_announced_from_held(registry: Registry) -> None:
    by_year = {summary.year: summary for summary in list_cohorts(registry)}
    assert (by_year[2018].announced, by_year[2018].held, by_year[2018].lapsed) == (50, 52, 3)
    assert (by_year[2022].announced, by_year[2022].held, by_year[2022].complete) == (50, 45, False)


def test_sheets(registry: Registry) -> None:
    cohort, region = show_cohort(registry, 2017), show_region(registry, "13.75")
    assert cohort is not None
    assert cohort.memberships[-1].standing == "replaced"
    assert region is not None
    assert (region.region.name, region.province) == ("Kota Bukittinggi", "Sumatera Barat")
    assert [m.key for m in region.memberships] == ["2022/13.75"]
    assert [official.as_of for official in region.officials] == sorted(official.as_of for official in region.officials)
    assert show_region(registry, "00.00") is None
    assert show_cohort(registry, 2020) is None
    province = show_region(registry, "13")
    assert province is not None
    assert province.province == "Sumatera Barat"


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        pytest.param("13.75", ["13.75"], id="code"),
        pytest.param("bogor", ["32.01", "32.71"], id="both-of-a-name"),
        pytest.param("Kab. Bogor", ["32.01"], id="abbreviated"),
        pytest.param(" KOTA BOGOR ", ["32.71"], id="full-name"),
        pytest.param("Kabupaten", [], id="a-type-is-no-name"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_regions_are_found_by_what_people_type(registry: Registry, query: str, codes: list[str]) -> None:
    assert [region.code for region in find_regions(registry, query)] == codes


def test_memberships_of_a_province(registry: Registry) -> None:
    rows = list_memberships(registry, cohort_year=2022, province_code="13")
    assert rows
    assert {m.region_code[:2] for m in rows} == {"13"}


def test_regions_of_a_province(registry: Registry) -> None:
    assert len(registry.regions_in("13")) == 19
    assert registry.regions_in("00") == ()

"""Offices written out."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.record import Official
from monitor.kliping.titles import office_of
from registry.registry import load_registry


def official(role: str, role_text: str, office: str | None, code: str | None, **changes: Any) -> Official:
    values: dict[str, Any] = {"acting": False, "former": False, "mentions": (), "reason": "typed"} | changes
    return Official(
        name="Rina", role=role, role_text=role_text, office=office, region_code=code, **values  # type: ignore[arg-type]
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "written"),
    [
        pytest.param(
            official("kepala_dinas", "Kadiskominfo", "Dinas Komunikasi dan Informatika Kota Solok", "13.72"),
            "Kepala Dinas Komunikasi dan Informatika Kota Solok", id="agency",
        ),
        pytest.param(official("wakil_bupati", "Wabup", None, "13.06"), "Wakil Bupati Agam", id="bare region"),
        pytest.param(official("wali_kota", "Wako", None, "13.72"), "Wali Kota Solok", id="kota said once"),
        pytest.param(
            official("sekretaris_daerah", "Sekda", None, "13.72"), "Sekretaris Daerah Kota Solok", id="full region"
        ),
        pytest.param(
            official("wali_kota", "Pj Wali Kota", None, "13.72", acting=True), "Pj. Wali Kota Solok", id="acting"
        ),
        pytest.param(official("bupati", "Bupati", None, "13.06", acting=True), "Pj. Bupati Agam", id="kind unsaid"),
        pytest.param(
            official("kepala_badan", "Plt. Kepala Bappeda", "Badan Perencanaan Kota Solok", "13.72", acting=True),
            "Plt. Kepala Badan Perencanaan Kota Solok", id="acting head",
        ),
        pytest.param(official("menteri", "Menkominfo", "Kementerian Sosial", None), "Menteri Sosial", id="minister"),
        pytest.param(official("camat", "Camat Talang", None, "13.72"), "Camat Talang, Kota Solok", id="as printed"),
        pytest.param(official("tenaga_ahli", "tenaga ahli", None, None), "tenaga ahli", id="no region"),
        pytest.param(official("bupati", "Bupati", None, "99.99"), "Bupati", id="unknown region"),
        pytest.param(official("asisten", "Asisten II", "Setda Solok", "13.72"), "Asisten II, Setda Solok", id="office"),
    ],
)  # fmt: skip
def test_offices(found: Official, written: str) -> None:
    assert office_of(found, load_registry()) == written

"""Alert files are read strictly: what is wrong is named, with what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import SettingsError
from monitor.alerts.channels import CHANNELS
from monitor.alerts.parsing import load_plan
from registry.registry import load_registry
from tests.monitor.alerts.world import plan_of

LAYAR = '[channels.layar]\nkind = "stdout"\n'
MAIL = '[channels.m]\nkind = "smtp"\nhost = "mail.contoh.id"\nsender = "pantau@contoh.id"\nto = ["a@contoh.id"]\n'
HOOK = '[channels.w]\nkind = "webhook"\nurl = "https://contoh.id/kait"\nsecret = "env:PANTAU_SECRET_W"\n'


@pytest.mark.parametrize(
    ("text", "named", "meant"),
    [
        pytest.param('[rules.x]\nregions = ["Kota Bukitingi"]', "rules.x.regions", "Kota Bukittinggi", id="region"),
        pytest.param('[rules.x]\nregions = ["Bogor"]', "rules.x.regions", "Kota Bogor", id="two regions"),
        pytest.param('[rules.x]\nprovinces = ["Sumatra Barat"]', "rules.x.provinces", "Sumatera Barat", id="province"),
        pytest.param('[rules.x]\nevents = ["mou_sign"]', "rules.x.events", "mou_signing", id="event"),
        pytest.param('[rules.x]\npillars = ["enviroment"]', "rules.x.pillars", "environment", id="pillar"),
        pytest.param('[rules.x]\nregistry = ["add"]', "rules.x.registry", "adds", id="registry status"),
        pytest.param('[rules.x]\ntones = ["negatif"]', "rules.x.tones", "negative", id="tone"),
        pytest.param('[rules.x]\noutlet_types = ["goverment"]', "rules.x.outlet_types", "government", id="outlet type"),
        pytest.param('[rules.x]\nevent = ["award"]', "rules.x", "events", id="condition"),
        pytest.param('[rules.x]\nchannels = ["layer"]', "rules.x.channels", "layar", id="channel"),
        pytest.param('[rules.x]\nlike = "new-mous"', "rules.x.like", "new-mou", id="built-in rule"),
        pytest.param('[rules.x]\non = "evnt"', "rules.x.on", "event", id="kind of rule"),
        pytest.param('[rules.x]\non = "source"\nwords = ["a"]', "rules.x.words", "runs", id="of another kind"),
        pytest.param("[rules.x]\nmin_outlets = 0", "rules.x.min_outlets", "less than 1", id="number"),
        pytest.param("[rules.x]\nmin_confidence = 1.5", "rules.x.min_confidence", "between 0 and 1", id="probability"),
        pytest.param('[rules.x]\nwords = "mou"', "rules.x", "array", id="no list"),
        pytest.param('[rules.x]\non = "silence"\ncohorts = [2016]', "rules.x.cohorts", "2017", id="cohort"),
        pytest.param('[rule.x]\nevents = ["award"]', "siaga.toml", "rules", id="table"),
        pytest.param('[channels.x]\nkind = "email"', "channels.x.kind", "known are|smtp", id="kind of channel"),
        pytest.param('[channels.x]\nkind = "stdout"\nquite = "x"', "channels.x", "quiet", id="entry of channel"),
        pytest.param('[channels.x]\nkind = "stdout"\nquiet = "22-5"', "channels.x.quiet", "21:00-05:00", id="quiet"),
        pytest.param(
            '[channels.x]\nkind = "stdout"\ndigest = "daily"\nhour = 4\nquiet = "21:00-05:00"', "channels.x.hour",
            "quiet hours", id="digest in quiet hours",
        ),
        pytest.param(MAIL + 'user = "u"\npassword = "kata-sandi"', "channels.m.password", "env:", id="written secret"),
        pytest.param(
            MAIL + 'user = "u"\npassword = "env:X"\nsecurity = "none"', "channels.m.security", "starttls",
            id="password over an open line",
        ),
        pytest.param(MAIL.replace("a@contoh.id", "a"), "channels.m.to", "mail address", id="mail address"),
        pytest.param(HOOK.replace("env:PANTAU_SECRET_W", "abc"), "channels.w.secret", "env:", id="webhook secret"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(text: str, named: str, meant: str) -> None:
    with pytest.raises(SettingsError, match=meant) as caught:
        plan_of(LAYAR + text)
    assert named in caught.value.variable
    assert "kata-sandi" not in str(caught.value)


def test_a_rule_of_ones_own_lies_over_the_built_in_one() -> None:
    plan = plan_of(
        LAYAR + '[rules.new-mou]\nchannels = ["layar"]\nprovinces = ["Sumatera Barat"]\n'
        '[rules.solok]\nlike = "new-mou"\nregions = ["Kota Solok", "13.06"]\n'
    )
    assert plan.rules["new-mou"].events == ("mou_signing",)
    assert plan.rules["new-mou"].provinces == ("13",)
    assert plan.rules["solok"].events == ("mou_signing",)
    assert plan.rules["solok"].regions == ("13.72", "13.06")
    assert [rule.name for rule in plan.active] == ["new-mou"]


def test_built_in_rules_are_sound_and_tell_nobody() -> None:
    plan = load_plan(None, load_registry())
    assert set(plan.rules) == {
        "new-mou", "new-to-registry", "registry-conflict", "negative-coverage", "silent-members", "source-down",
    }  # fmt: skip
    assert plan.active == ()


def test_a_folder_of_files_is_one_plan(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(LAYAR, encoding="utf-8")
    (tmp_path / "b.toml").write_text('[rules.new-mou]\nchannels = ["layar"]\n', encoding="utf-8")
    assert [rule.name for rule in load_plan(tmp_path, load_registry()).active] == ["new-mou"]
    (tmp_path / "c.toml").write_text(LAYAR, encoding="utf-8")
    with pytest.raises(SettingsError, match="twice"):
        load_plan(tmp_path, load_registry())


@pytest.mark.parametrize(("name", "content"), [("tiada.toml", None), ("rusak.toml", "[rules")], ids=["none", "no TOML"])
def test_a_missing_or_broken_file_is_named(tmp_path: Path, name: str, content: str | None) -> None:
    if content:
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=name):
        load_plan(tmp_path / name, load_registry())


def test_every_channel_has_its_file() -> None:
    folder = Path(__file__).parents[3] / "monitor" / "alerts" / "channels"
    assert {path.stem for path in folder.glob("*.py")} - {"__init__", "channel"} == set(CHANNELS)


def test_the_example_file_is_sound() -> None:
    example = Path(__file__).parents[3] / "deploy" / "alerts.example.toml"
    plan = load_plan(example, load_registry())
    assert {rule.name for rule in plan.active} == {"new-mou", "registry-conflict", "source-down", "mou-sumbar"}
    assert plan.rules["mou-sumbar"].provinces == ("13",)

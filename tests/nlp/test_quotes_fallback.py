"""Speakers whom no cue names: by the headline, the sentence before, capitals, a first name. Persons are invented."""

from __future__ import annotations

import pytest

from corpus.record import Role
from corpus.span import Span
from nlp.layout import parse_layout
from nlp.mentions import Context, Layout, NameMention, OfficialMention, QuoteMention, RoleMention
from nlp.quotes.marks import is_inside, trimmed
from nlp.quotes.printed import named_by_capitals
from nlp.quotes.quotes import find_quotes

MAYOR, AIDE = "Salim Hartadi", "Yulia Permani"
HOLDERS: tuple[tuple[str, Role, str], ...] = ((MAYOR, "bupati", "Bupati"), (AIDE, "asisten", "Asisten II"))


def _read(text: str, title: str | None = None, people: tuple[str, ...] = ()) -> tuple[QuoteMention, ...]:
    layout = parse_layout(text, Context(title=title))
    officials: list[OfficialMention] = []
    roles: list[RoleMention] = []
    for name, role, printed in HOLDERS:
        at = text.find(name)
        while at >= 0:
            span = Span.of(text, at, at + len(name))
            officials.append(OfficialMention(span, name, role, printed, None, None, False, False, "test"))
            if text[:at].endswith(f"{printed} "):
                begin = at - len(printed) - 1
                roles.append(RoleMention(Span.of(text, begin, begin + len(printed)), role, name, None))
            at = text.find(name, at + 1)
    names = [NameMention(Span.of(text, text.find(n), text.find(n) + len(n)), "person", 1.0) for n in people]
    return find_quotes(layout, sorted(officials, key=lambda o: o.span.start), roles, names)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        pytest.param(
            f'Acara dibuka Asisten II {AIDE} mewakili Bupati {MAYOR}. "Pak Bupati titip salam," ujarnya.',
            AIDE,
            id="agent-of-a-passive",
        ),
        pytest.param(
            f'Pertanyaan itu dijawab oleh Asisten II {AIDE}. "Bisa, asal datanya sama," ujarnya.',
            AIDE,
            id="answered-by",
        ),
        pytest.param(
            f'Piagam diterima Bupati {MAYOR} dari Asisten II {AIDE}. "Ini milik warga," ujarnya.', MAYOR, id="receiver"
        ),
        pytest.param(
            f"Bupati {MAYOR} hadir. Asisten II {AIDE} mengusulkan tambahan.\n\nUsul itu disambut baik oleh {MAYOR}. "
            'Kendati begitu, ia tetap meminta rincian.\n\n"Kami pelajari dulu," pungkasnya.',
            MAYOR,
            id="pronoun-behind-a-link",
        ),
        pytest.param(
            f'Bupati {MAYOR} maju bersama Asisten II {AIDE}. "Saya sempat gugup, ungkap perempuan yang biasa dipanggil '
            "Kak Yuli tersebut.",
            AIDE,
            id="described-by-a-nickname",
        ),
        pytest.param(
            f'Asisten II {AIDE} hadir. Bupati {MAYOR} diam. "Syukurlah," ucap Ampon Salim.', MAYOR, id="title-of-custom"
        ),
        pytest.param(f'Kabar itu membuat Bupati {MAYOR} lega. "Tidak sia-sia begadang," ucap dia.', MAYOR, id="object"),
        pytest.param(f'Pesan Bupati {MAYOR} singkat saja: "Jangan bikin aplikasi baru."', MAYOR, id="noun-and-colon"),
        pytest.param(f'"Ini bukan soal alat." Begitu Bupati {MAYOR} membuka paparannya.', MAYOR, id="thus"),
        pytest.param(f'Bupati {MAYOR}, ditanya soal itu, mengangkat bahu. "Tergantung dewan."', MAYOR, id="two-words"),
        pytest.param(
            'Pelatih Gunarso Widagda tidak menutupi kesalnya. "Kami kalah di kandang," cetusnya.',
            "Gunarso Widagda",
            id="capitals-behind-a-trade",
        ),
    ],
)
def test_the_sentence_before_names_the_speaker(text: str, speaker: str) -> None:
    quotes = [q for q in _read(text) if q.kind == "direct"]
    assert [q.speaker for q in quotes] == [speaker]


def test_a_headline_with_a_colon_names_the_speaker_of_its_quote() -> None:
    title = f"Teken Nota, Bupati {MAYOR}: Ini Tiket, Bukan Tujuan"
    told = f"Naskah diteken Bupati {MAYOR}. Asisten II {AIDE} membubuhkan paraf di meja sebelah."
    same = _read(f'{title}\n\n{told}\n\n"Ini tiket, bukan tujuan akhir," candanya.', title)
    other = _read(f'{title}\n\n{told}\n\n"Kertasnya tiga rangkap semua," candanya.', title)
    assert same[-1].speaker == MAYOR
    assert other[-1].speaker == AIDE


def test_a_first_name_alone_is_its_bearer() -> None:
    text = (
        f"Bupati {MAYOR} bertemu rektor Retno Wulansari Dewi.\n\nBupati {MAYOR} mengaku senang.\n\n"
        'Retno menyebut mahasiswa akan tinggal bersama warga. "Biar tahu rasanya antre," ujar dia.'
    )
    assert _read(text, people=("Retno Wulansari Dewi",))[-1].speaker == "Retno Wulansari Dewi"


def test_a_word_of_address_is_no_part_of_the_speaker() -> None:
    text = '"Jalannya yang gelap," seloroh Mbah Karta Dikrama, yang ikut menonton.'
    assert _read(text, people=("Mbah Karta Dikrama",))[-1].speaker == "Karta Dikrama"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Di haluan duduk Clara Meissner, juri lomba.", "Clara Meissner"),
        ("Dinas Pariwisata Timur menutup jalan.", None),
        ("Clara Meissner, juri, menyapa Bodo Winkler, rekannya.", None),
        ("tanpa nama sama sekali.", None),
    ],
    ids=["inverted", "body", "two", "none"],
)
def test_names_by_capitals_alone(text: str, name: str | None) -> None:
    assert named_by_capitals(text, 0, len(text)) == name


def test_spans_are_trimmed_and_compared() -> None:
    assert trimmed("a  bc  d", 1, 7) == (3, 5)
    assert is_inside(3, 5, [(0, 2), (3, 6)])
    assert not is_inside(3, 7, [(0, 2), (3, 6)])


def test_a_layout_without_a_title_has_no_headline() -> None:
    layout: Layout = parse_layout('"Kami siap bekerja," katanya.', Context())
    assert find_quotes(layout)[0].speaker is None

"""Short articles in our own words for the reading of events, with marks in place of the components before it.

`{r 13.75|Bukittinggi}` region, `{d 2022-04-21|Kamis (21/4)}` date, `{o|Budi}` office-holder, `{q|...}` direct speech. Marks nest.
"""

from __future__ import annotations

import re
from datetime import date

from corpus.span import Span
from nlp.events.lexicon import load_lexicon
from nlp.events.read import read_events
from nlp.events.scene import Inputs
from nlp.layout import parse_layout
from nlp.mentions import Context, DateMention, EventFound, OfficialMention, QuoteMention, RegionMention
from registry.registry import load_registry

_PART = re.compile(r"\{([rdoq])(?: ([^|]*))?\||\}|[^{}]+")
_GRANULARITY = {4: "year", 7: "month", 10: "day"}


def parse_case(marked: str) -> tuple[str, list[tuple[str, str, int, int]]]:
    """The plain text and its marks (letter, value, start, end) in text order."""
    text, stack, marks = "", [], []
    for part in _PART.finditer(marked):
        if part[1]:
            stack.append((part[1], part[2] or "", len(text)))
        elif part[0] == "}":
            letter, value, start = stack.pop()
            marks.append((letter, value, start, len(text)))
        else:
            text += part[0]
    return text, sorted(marks, key=lambda mark: mark[2:])


def inputs_of(marked: str, title: bool = True, published: date | None = None) -> Inputs:
    """What the components before would hand over; the first line is the title unless `title` is false."""
    text, marks = parse_case(marked)
    found: dict[str, list] = {"r": [], "d": [], "o": [], "q": []}
    regions = load_registry().regions
    for letter, value, start, end in marks:
        span = Span.of(text, start, end)
        if letter == "r":
            found["r"].append(RegionMention(span, value, regions[value].level, 1.0, ""))
        elif letter == "d":
            found["d"].append(DateMention(span, value, _GRANULARITY.get(len(value), "interval"), "explicit"))
        elif letter == "o":
            found["o"].append(OfficialMention(span, span.text, "bupati", "", None, None))
        else:
            found["q"].append(QuoteMention(span, "direct", None, None))
    first_line = text.split("\n", 1)[0] if title else None
    layout = parse_layout(text, Context(title=first_line, published=published))
    return Inputs(layout, *(tuple(found[letter]) for letter in "rdoq"), published=published)


def events_of(marked: str, title: bool = True, published: date | None = None) -> tuple[EventFound, ...]:
    """The events of a marked article."""
    return read_events(inputs_of(marked, title, published), load_lexicon(), load_registry())


def dated(marked: str, title: bool = True, published: date | None = None) -> set[tuple[str, str]]:
    """Type and date of the dated events."""
    return {(event.type, event.date) for event in events_of(marked, title, published) if event.date}


S = "{r 13.77|Kota Pariaman}"

# id -> (marked article without a title, dated events)
DATED: dict[str, tuple[str, set[tuple[str, str]]]] = {
    "mou-teken": (f"Pemko {S} meneken nota kesepahaman Gerakan Menuju Kota Cerdas, {{d 2022-04-21|Kamis (21/4/2022)}}.", {("mou_signing", "2022-04-21")}),
    "mou-noun-first": (f"Penandatanganan MoU smart city {S} berlangsung di Jakarta pada {{d 2019-05-15|15 Mei 2019}}.", {("mou_signing", "2019-05-15")}),
    "mou-memory-of": (f"Wali Kota membubuhkan tanda tangan pada Memory of Understanding smart city {S}, {{d 2019-05-15|Rabu (15/05)}}.", {("mou_signing", "2019-05-15")}),
    "mou-misspelt": (f"Pendatanganan Nota Kesepakatan kota cerdas {S} digelar {{d 2023-02-28|Selasa, 28 Februari 2023}}.", {("mou_signing", "2023-02-28")}),
    "mou-perjanjian": (f"{S} dan Kominfo menandatangani perjanjian kerjasama smart city, {{d 2018-05-08|Selasa (8/5/18)}}.", {("mou_signing", "2018-05-08")}),
    "mou-by-number": (f"Program di {S} berpijak pada nota kesepakatan Nomor 14/DJAI/HK.04/2024 yang disahkan {{d 2024-03-05|5 Maret 2024}}.", {("mou_signing", "2024-03-05")}),
    "mou-of-coaching": (f"{S} teken MoU pendampingan penyusunan masterplan smart city di Jakarta, {{d 2019-05-15|Rabu (15/5)}}.", {("mou_signing", "2019-05-15")}),
    "mou-next-sentence": (f"{S} resmi bergabung dengan Gerakan Menuju Kota Cerdas. Nota kesepahaman diteken Wali Kota. Prosesnya berlangsung daring, {{d 2022-04-21|Kamis (21/4)}}.", {("mou_signing", "2022-04-21")}),
    "mou-in-quote": (f'"{{q|Dasarnya MoU dengan Kominfo yang kita teken {{d 2021-05-20|20 Mei 2021}},}}" kata Kadis Kominfo {S}.', {("mou_signing", "2021-05-20")}),
    "selection-letter": (f"{S} lulus seleksi smart city. Hal itu tertuang dalam surat Dirjen Aptika nomor B-003/DJAI/AI.01.04/01/2022 tertanggal {{d 2022-01-03|3 Januari 2022}}.", {("selection", "2022-01-03")}),
    "selection-letter-inline": (f"Berdasarkan surat Ditjen Aptika tanggal {{d 2018-04-09|9 April 2018}} tentang hasil seleksi, {S} masuk 50 daerah.", {("selection", "2018-04-09")}),
    "selection-month": (f"{S} termasuk 50 daerah yang lolos seleksi smart city pada {{d 2018-03|Maret}} lalu.", {("selection", "2018-03")}),
    "selection-planned": (f"Daftar peserta smart city tahun depan akan diumumkan pada {{d 2017-11-10|10 November 2017}}, kata pejabat di {S}.", {("selection", "2017-11-10")}),
    "assessment": (f"Tim {S} mengikuti assesment Gerakan Menuju 100 Smart City di Ciputat, {{d 2019-02-21|Kamis (21/2/2019)}}.", {("assessment", "2019-02-21")}),
    "assessment-penilaian": (f"Sebelum terpilih, {S} menjalani penilaian di Pusat TIK Nasional pada {{d 2017-05-02/2017-05-03|2-3 Mei 2017}}.", {("assessment", "2017-05-02/2017-05-03")}),
    "selection-after-assessment": (f"{S} lolos setelah asesmen pada {{d 2021-11|November 2021}}.", {("assessment", "2021-11")}),
    "assessment-date-before": (f"{{d 2019-02-21|Kamis (21/2/2019)}} menjadi hari penting bagi {S}. Daerah itu menjalani assessment program 100 Smart City.", {("assessment", "2019-02-21")}),
    "coaching-bintek": (f"Bintek penyusunan master plan smart city {S} tahap II digelar {{d 2022-07-12/2022-07-13|12-13 Juli 2022}}.", {("coaching", "2022-07-12/2022-07-13")}),
    "coaching-kegiatan": (f"{S} memulai bimbingan teknis smart city. Kegiatan berlangsung {{d 2023-07-05/2023-07-06|5 s.d. 6 Juli 2023}} di balai kota.", {("coaching", "2023-07-05/2023-07-06")}),
    "coaching-fgd": (f"FGD masterplan kawasan yang diikuti {S} dihelat di Hotel Bumi, {{d 2021-12-01|Rabu (1/12/2021)}}.", {("coaching", "2021-12-01")}),
    "coaching-two-rounds": (f"Bimtek tahap I smart city {S} dilaksanakan {{d 2023-07-06/2023-07-07|6-7 Juli 2023}}. Bimtek tahap II menyusul pada {{d 2023-08-07|7 Agustus 2023}}.", {("coaching", "2023-07-06/2023-07-07"), ("coaching", "2023-08-07")}),
    "coaching-opening-inside": (f"Bimtek smart city {S} diadakan {{d 2022-06-22/2022-06-23|22-23 Juni 2022}}. Wali Kota membuka acara itu, {{d 2022-06-22|Rabu (22/6)}}.", {("coaching", "2022-06-22/2022-06-23")}),
    "coaching-closed-next-day": (f"Bimtek tahap IV smart city {S} dibuka {{d 2022-09-21|Rabu (21/9)}}. Rangkaian ditutup {{d 2022-09-22|Kamis (22/9)}} dengan penandatanganan komitmen bersama.", {("coaching", "2022-09-21/2022-09-22")}),
    "coaching-with-socialisation": (f"Wali Kota membuka Sosialisasi dan Bimtek smart city {S}, {{d 2019-07-09|Selasa (9/7)}}.", {("coaching", "2019-07-09")}),
    "coaching-tahapan-pertama": (f"Bimbingan teknis masterplan {S} disiapkan. Tahapan pertama direncanakan mulai {{d 2021-09|September}} mendatang.", {("coaching", "2021-09")}),
    "coaching-putaran": (f"Bimtek kota cerdas {S} berlanjut. Putaran pertama rampung bulan lalu, {{d 2023-07-06/2023-07-07|6-7 Juli 2023}}.", {("coaching", "2023-07-06/2023-07-07")}),
    "masterplan-handed": (f"Masterplan smart city {S} akan diserahkan ke Kominfo pada akhir {{d 2022-10|Oktober}}.", {("masterplan", "2022-10")}),
    "masterplan-launched": (f"Pemko {S} meluncurkan masterplan smart city, {{d 2020-02-12|Rabu (12/2/2020)}}.", {("masterplan", "2020-02-12")}),
    "masterplan-commitment": (f"Komitmen bersama pelaksanaan masterplan smart city {S} ditandatangani, {{d 2024-10-17|Kamis (17/10/2024)}}.", {("masterplan", "2024-10-17")}),
    "evaluation": (f"Kominfo mengevaluasi implementasi smart city {S} secara daring, {{d 2022-10-04|Selasa (4/10/2022)}}.", {("evaluation", "2022-10-04")}),
    "evaluation-monev": (f"Monev smart city di {S} berlangsung {{d 2020-09-15|15 September 2020}}.", {("evaluation", "2020-09-15")}),
    "evaluation-penguji": (f"Wali Kota {S} memaparkan masterplan di depan tim penguji pada {{d 2019-11|November 2019}}.", {("evaluation", "2019-11")}),
    "award": (f"{S} menyabet penghargaan smart city dari Kominfo di ICE BSD, {{d 2021-12-14|Selasa (14/12/2021)}}.", {("award", "2021-12-14")}),
    "award-piagam": (f"Penghargaan smart city diterima {S}. Piagam diserahkan Dirjen Aptika di Jakarta, {{d 2022-12-01|Kamis (1/12)}}.", {("award", "2022-12-01")}),
    "award-misspelt": (f"Malam penganugrahan Gerakan Menuju 100 Smart City dihadiri {S}, {{d 2017-11-15|Rabu (15/11/17)}} malam.", {("award", "2017-11-15")}),
    "launch": (f"Gerakan Menuju 100 Smart City dicanangkan di Makassar, {{d 2017-05-22|Senin (22/5)}}, dan diikuti {S}.", {("launch", "2017-05-22")}),
    "launch-and-mou": (f"Launching Gerakan Menuju Kota Cerdas sekaligus penandatanganan MoU dengan {S} digelar {{d 2022-04-21|21 April 2022}}.", {("launch", "2022-04-21"), ("mou_signing", "2022-04-21")}),
    "same-occasion": (f"Gerakan Menuju 100 Smart City dicanangkan Menkominfo, {{d 2017-05-22|Senin (22/5)}}.\nDalam kesempatan itu Wali Kota {S} menandatangani nota kesepahaman.", {("launch", "2017-05-22"), ("mou_signing", "2017-05-22")}),
    "socialisation": (f"Diskominfo {S} menggelar sosialisasi Gerakan Menuju Smart City, {{d 2023-06-14|Rabu (14/6/2023)}}.", {("socialisation", "2023-06-14")}),
    "other-forum": (f"Forum Smart City Nasional akan berlangsung di {S} pada {{d 2023-06-12/2023-06-14|12-14 Juni 2023}}.", {("other", "2023-06-12/2023-06-14")}),
    "other-rapat": (f"Bimtek smart city {S} segera dimulai. Rapat persiapan sudah digelar {{d 2019-07-01|1 Juli 2019}}.", {("other", "2019-07-01")}),
    "speech-date": (f'"{{q|Kita terpilih ikut smart city,}}" kata Kadis Kominfo {S}, {{d 2022-01-06|Kamis (6/1/2022)}}.', set()),
    "speech-date-remembered": (f'"{{q|Waktu asesmen kami paparan lewat Zoom,}}" kenang Kadis Kominfo {S}, {{d 2022-01-06|Kamis (6/1/2022)}}.', set()),
    "speech-date-inverted": (f"Kepala Diskominfo {S} kepada wartawan {{d 2020-11-11|Rabu (11/11/2020)}} menerangkan, evaluasi smart city dibagi dua.", set()),
    "speech-date-press": (f"{S} siap menjalani evaluasi smart city, demikian keterangan tertulis Diskominfo, {{d 2020-11-11|Rabu (11/11)}}.", set()),
    "speech-at-event": (f'"{{q|Semua harus ikut,}}" kata Wali Kota {S}, {{d 2019-06-24|Senin (24/6/2019)}}, dalam Bimbingan Teknis Gerakan 100 Smart City.', {("coaching", "2019-06-24")}),
    "two-dates-two-types": (f"{S} meneken MoU smart city pada {{d 2021-05-20|20 Mei 2021}} dan mengikuti bimtek tahap I pada {{d 2021-06-21|21 Juni 2021}}.", {("mou_signing", "2021-05-20"), ("coaching", "2021-06-21")}),
    "year-only": (f"{S} mengikuti evaluasi smart city tahun {{d 2023|2023}}.", set()),
    "course-end": (f"Bimtek smart city {S} dibuka {{d 2024-06-11|Selasa (11/6/2024)}}. Jadwalnya empat kali, {{d 2024-06|Juni}} hingga {{d 2024-10|Oktober 2024}}.", {("coaching", "2024-06-11")}),
    "deadline": (f"Penyusunan masterplan smart city {S} harus rampung sebelum {{d 2018-11|November 2018}}.", set()),
    "founding-date": (f"Bimtek smart city {S} digelar. Kota itu diguncang gempa pada {{d 2009-09-30|30 September 2009}}.\nPeserta antusias.", set()),
    "regulation": (f"Bimtek smart city {S} dimulai. Perwali tentang dewan smart city terbit {{d 2024-05-02|2 Mei 2024}}.\nPeserta antusias.", set()),
    "thanks-no-award": (f"Dirjen menyampaikan penghargaan kepada {S} usai penandatanganan MoU smart city, {{d 2023-02-28|Selasa (28/2/2023)}}.", {("mou_signing", "2023-02-28")}),
    "no-programme": (f"Wali Kota {S} meninjau pasar, {{d 2023-02-28|Selasa (28/2/2023)}}.", set()),
}  # fmt: skip

"""Tables of counts: what counts as a figure of the programme and what does not."""

# One case a line reads better than a wrapped one.
# ruff: noqa: E501

from __future__ import annotations

import pytest

Pair = tuple[int, int | None]


def case(name: str, text: str, published: str | None, *expected: Pair) -> object:
    return pytest.param(text, published, list(expected), id=name)


COUNTED = [
    case("breakdown", "Terpilih 50 daerah, terdiri atas 38 kabupaten dan 12 kota.", "2022-04-22", (50, 2022)),
    case("second-time", "Program diikuti 48 daerah, termasuk 7 daerah yang ikut untuk kedua kalinya.", "2021-05-21", (48, 2021), (7, 2021)),
    case("evaluated-and-praised", "Dari 241 kabupaten/kota peserta evaluasi, sebagian meraih predikat baik.", "2023-12-12", (241, 2023)),
    case("of-the-members", "Dari 50 daerah yang meneken nota, 4 daerah belum siap.", "2022-04-22", (50, 2022)),
    case("sifted-down", "Sebanyak 88 daerah disaring menjadi 50.", "2022-01-10", (88, 2022), (50, 2022)),
    case("beside-provinces", "Ada 50 daerah peserta di luar dua provinsi.", "2023-12-09", (50, 2023)),
    case("total-of-repeat-wording", "Sejak 2017 tercatat 191 daerah pernah didampingi.", "2022-12-02", (191, None)),
    case("programme-began", "Telah 251 kabupaten/kota tergabung dalam gerakan yang dimulai 2017.", "2025-08-27", (251, None)),
    case("few-of-the-country", "Terpilih 10 dari 514 kabupaten dan kota.", "2024-03-06", (10, 2024), (514, None)),
    case("rest-of-a-selection", "Tahun ini 30 kabupaten/kota disaring dari 112 pendaftar.", "2026-04-15", (30, 2026), (112, 2026)),
    case("back-reference", "Tim menilai 107 kabupaten/kota. Dari jumlah itu 25 akan dipilih.", "2019-02-25", (107, 2019), (25, 2019)),
    case("some-repeat", "Pesertanya 48 kabupaten/kota, tujuh di antaranya pernah ikut sebelumnya.", "2021-05-21", (48, 2021), (7, 2021)),
    case("total-of-a-cohort", "Total 48 kabupaten/kota turut serta.", "2021-05-21", (48, 2021)),
    case("one-of", "Padang menjadi satu dari 50 kabupaten/kota yang terpilih tahun 2022.", None, (50, 2022)),
    case("among", "Namanya tercantum di antara 48 daerah yang dibimbing.", "2021-05-21", (48, 2021)),
    case("together-with-others", "Kota itu meneken nota bersama 49 kabupaten/kota lainnya.", "2022-04-22", (49, 2022)),
    case("together-with-the-rest", "Dari 48 daerah, ia meneken paling awal, disusul 47 lainnya.", "2021-05-21", (48, 2021)),
    case("rest-after-bersama", "Ada 48 daerah terpilih, dan kota ini meneken bersama 47 lainnya.", "2021-05-21", (48, 2021), (47, 2021)),
    case("heads-sign", "Naskah diteken 48 kepala daerah secara daring.", "2021-05-20", (48, 2021)),
    case("mayors-sign", "Sebanyak 50 bupati dan wali kota meneken MoU.", "2022-04-22", (50, 2022)),
    case("country-and-part", "Baru 191 dari 514 kabupaten/kota yang ikut.", "2022-04-22", (191, None), (514, None)),
    case("country-then-part", "Dari 514 kabupaten/kota di Indonesia, baru 191 yang bergabung.", "2022-04-22", (514, None), (191, None)),
    case("more-than", "Ada lebih dari 500 kabupaten/kota di negeri ini.", "2022-04-22", (500, None)),
    case("half-of-the-applicants", "Dari 65 daerah yang dinilai, 25 daerah dinyatakan lolos.", "2017-05-10", (65, 2017), (25, 2017)),
    case("repeaters", "Tahun 2021 ada 7 kabupaten/kota yang mendapat pengulangan pendampingan.", None, (7, 2021)),
    case("repeaters-among", "Terpilih 48 daerah, 7 di antaranya mengulang dari tahun lalu.", "2021-05-21", (48, 2021), (7, 2021)),
    case("provinces-selected", "Yang mengajukan diri 7 provinsi dan 91 kabupaten/kota.", "2022-12-01", (7, 2022), (91, 2022)),
    case("added", "Program menyasar 45 daerah wisata, ditambah 3 daerah di sekitar ibu kota baru.", "2021-09-25", (45, 2021), (3, 2021)),
    case("places", "Mereka bersaing memperebutkan 25 tempat.", "2017-05-10", (25, 2017)),
    case("top-25", "Kabupaten itu lolos 25 besar.", "2017-05-10", (25, 2017)),
    case("words-then-digits", "Diikuti empat puluh delapan (48) kabupaten/kota.", "2021-05-21", (48, 2021)),
    case("taken-without-a-unit", "Dari 88 daerah yang dinilai, terpilih 50.", "2022-04-22", (88, 2022), (50, 2022)),
    case("taken-after-a-comma", "Dari 88 daerah yang mendaftar, 50 terpilih.", "2022-04-22", (88, 2022), (50, 2022)),
    case("unit-comes-last", "Dari 65 yang melamar, 25 daerah dijaring.", "2017-05-23", (65, 2017), (25, 2017)),
    case("number-behind-its-unit", "Jumlah kabupaten/kota peserta mencapai 50.", "2023-03-01", (50, 2023)),
    case("parts-of-a-sum", "Diikuti 48 daerah, tiga di antaranya dekat ibu kota baru dan 45 lainnya kawasan wisata.", "2021-12-03", (48, 2021), (3, 2021), (45, 2021)),
    case("provinces-added", "Ada 50 kabupaten/kota ditambah dua provinsi.", "2023-02-28", (50, 2023), (2, 2023)),
    case("small-cohort-but-one", "Bersama sembilan daerah lainnya kota itu meneken nota.", "2024-03-06", (9, 2024)),
    case("other-participants", "Kota itu bersama 49 peserta lain meneken nota.", "2022-04-22", (49, 2022)),
    case("participants-only", "Peserta angkatan 2024 hanya 10.", "2024-12-22", (10, 2024)),
    case("old-participants", "Sebanyak 41 daerah peserta baru, sisanya 7 daerah peserta lama.", "2021-11-22", (41, 2021), (7, 2021)),
    case("hundred", "Kota itu masuk 100 kabupaten/kota peserta.", "2019-10-01", (100, None)),
]  # fmt: skip

YEARS = [
    case("unit-from-the-sentence-before", "Tahun lalu pesertanya 50 daerah. Tahun ini cuma sepuluh.", "2024-03-06", (50, 2023), (10, 2024)),
    case("names-of-regions", "Ada 50 nama daerah dalam surat keputusan.", "2022-01-04", (50, 2022)),
    case("letter-of-december", "Menurut surat tertanggal 29 Desember 2021, 50 daerah lolos.", "2022-01-04", (50, 2022)),
    case("years-behind", "Rinciannya, 25 kabupaten/kota pada 2017, 50 pada 2018, 25 pada 2019, 48 pada 2021.", "2021-05-22", (25, 2017), (50, 2018), (25, 2019), (48, 2021)),
    case("all-evaluated", "Evaluasi diikuti 241 daerah.", "2023-10-22", (241, 2023)),
    case("members-before-an-aside", "Sebanyak 48 kabupaten/kota, termasuk Bantul dan Sleman, mengikuti program tahun 2021. Kini hasilnya dinilai.", "2022-11-20", (48, 2021)),
    case("letter-before-the-cohort", "Program Smart City 2023 diikuti 50 kabupaten/kota. Surat ditandatangani 20 Desember 2022.", "2022-12-22", (50, 2023)),
    case("day-of-a-selection", "Seleksi calon peserta Smart City 2023.\n\nKamis (15/12/2022), sebanyak 50 daerah dinyatakan lolos.", "2022-12-16", (50, 2023)),
    case("day-of-a-speech", "Menteri mengatakan, Selasa (12/12/2023), sebanyak 251 kabupaten/kota telah memiliki masterplan.", "2023-12-13", (251, None)),
    case("total-until-a-day", "Hingga 31 Desember 2022 sebanyak 191 kabupaten/kota telah memiliki masterplan.", "2023-01-13", (191, 2022)),
    case("drawn-share-a-year", "Waktu itu, tahun 2019, hanya 25 dari 165 daerah pendaftar yang terpilih.", "2021-05-01", (25, 2019), (165, 2019)),
    case("applicants-of-the-coming", "Seleksi calon peserta Kota Cerdas 2026 digelar sejak Oktober 2025.\n\nMenurut dia, 112 kabupaten/kota mendaftar.", "2025-11-20", (112, 2026)),
    case("a-plan-is-no-cohort", "Pemkot menargetkan masterplan rampung 2024 bersama 49 daerah lainnya.", "2023-04-01", (49, 2023)),
    case("total-by-now", "Saat MoU tahun 2017 ada 25 daerah. Kini totalnya menjadi seratus kabupaten/kota.", "2019-09-20", (25, 2017), (100, 2019)),
    case("award-to-a-cohort", "Bersama 49 daerah lain kota itu diganjar penghargaan.", "2023-12-08", (49, 2023)),
    case("all-sent-someone", "Penghargaan diserahkan di hadapan perwakilan 50 kabupaten/kota.", "2023-12-08", (50, 2023)),
    case("total-of-the-country", "Baru 251 kabupaten/kota didampingi dari total 514.", "2025-08-27", (251, None), (514, None)),
    case("taking-an-assessment", "Kota itu lolos dari 88 peserta asesmen.", "2022-01-10", (88, 2022)),
    case("begins-with", "Program dimulai tahun 2017 dengan 25 daerah, disusul 50 daerah pada tahun 2018.", "2022-04-22", (25, 2017), (50, 2018)),
    case("outcome-of-a-sum", "Tahun 2022 ditambah 50 kabupaten/kota sehingga menjadi 191 kabupaten/kota.", None, (50, 2022), (191, 2022)),
    case("years-after", "Ada 25 daerah pada 2017, 50 daerah pada 2018, dan 25 daerah pada 2019.", None, (25, 2017), (50, 2018), (25, 2019)),
    case("years-before", "Tahun 2017 ada 25 daerah, tahun 2018 ada 50 daerah, lalu tahun 2019 sebanyak 25 daerah.", None, (25, 2017), (50, 2018), (25, 2019)),
    case("years-with-brackets", "Pesertanya terpilih pada 2017 (25 daerah), 2018 (50 daerah), dan 2019 (25 daerah).", None, (25, 2017), (50, 2018), (25, 2019)),
    case("this-year-last-year", "Tahun ini terpilih 50 daerah, sedangkan tahun lalu terpilih 48 daerah.", "2022-04-22", (50, 2022), (48, 2021)),
    case("next-year", "Tahun depan giliran 50 kabupaten/kota.", "2022-11-22", (50, 2023)),
    case("total-with-year", "Sampai tahun 2021 total 141 kabupaten/kota tergabung.", None, (141, 2021)),
    case("total-with-year-after", "Total 141 kabupaten/kota tergabung sampai tahun 2021.", None, (141, 2021)),
    case("total-without-year", "Hingga kini totalnya 191 kabupaten/kota.", "2022-04-22", (191, None)),
    case("total-of-a-span", "Sejak 2017 hingga 2023 sudah didampingi 241 kabupaten/kota.", "2024-03-01", (241, 2023)),
    case("since-is-no-year", "Sejak 2017 sudah 191 daerah yang bergabung.", "2022-04-22", (191, None)),
    case("running-total", "Tahun 2018 jumlahnya menjadi 75 kabupaten/kota.", None, (75, 2018)),
    case("first-and-second-year", "Tahun pertama 25 daerah, tahun kedua 50 daerah.", "2017-11-01", (25, 2017), (50, 2018)),
    case("year-of-the-article", "Kota itu meneken nota bersama 50 daerah.\n\nRabu (28/6/2023) bimtek dimulai.", None, (50, 2023)),
    case("same-count-again", "Ada 50 daerah yang terpilih tahun 2022.\n\nKe-50 daerah itu, kata dia, siap. Sebanyak 50 daerah didampingi.", "2023-02-01", (50, 2022), (50, 2022)),
    case("intakes", "Ada 25 daerah tahap I, 50 daerah tahap II dan 25 daerah tahap III.", None, (25, 2017), (50, 2018), (25, 2019)),
    case("intake-before", "Angkatan pertama hanya 25 daerah, angkatan kedua 50 daerah.", "2021-08-09", (25, 2017), (50, 2018)),
    case("round-of-coaching", "Bimbingan teknis tahap II diikuti 50 daerah.", "2022-08-09", (50, 2022)),
    case("running-since", "Menyusul 25 daerah yang sudah berjalan sejak 2017.", "2018-05-09", (25, 2017)),
    case("took-part-in", "Daerahnya termasuk 25 kabupaten/kota yang turut serta pada 2019.", "2021-10-08", (25, 2019)),
    case("row-of-years", "Pada 2017 sebanyak 25, 2018 sebanyak 50, dan 2019 sebanyak 25 daerah.", "2019-11-06", (25, 2017), (50, 2018), (25, 2019)),
    case("a-year-later", "Tahun 2017 ada 25 daerah, disusul 50 daerah setahun kemudian.", "2022-11-06", (25, 2017), (50, 2018)),
    case("size-tells-the-cohort", "Kota itu satu dari 48 daerah yang dibimbing.", "2022-02-06", (48, 2021)),
    case("year-without-a-cohort", "Kota itu satu dari 50 daerah yang dibimbing.", "2020-02-06", (50, 2018)),
    case("coming-cohort", "Kota itu calon peserta Gerakan Menuju Smart City 2023. Akan didampingi 50 daerah.", "2022-06-08", (50, 2023)),
    case("evaluated-with-others", "Kota peserta angkatan 2019 itu dievaluasi bersama 251 daerah lain.", "2024-08-09", (251, 2024)),
    case("pause", "Program yang vakum pada 2020 kini diikuti 48 daerah.", "2021-05-23", (48, 2021)),
    case("law-is-no-year", "Menurut Perpres Nomor 95 Tahun 2018 ada 50 daerah yang didampingi.", "2022-04-22", (50, 2022)),
    case("nothing-known", "Kota itu satu dari 50 daerah yang terpilih.", None, (50, None)),
]  # fmt: skip

NOT_COUNTED = [
    pytest.param("Gerakan Menuju 100 Smart City diluncurkan.", id="name-of-the-programme"),
    pytest.param("Gerakan Menuju 100 Kota Cerdas diluncurkan.", id="name-in-indonesian"),
    pytest.param("Di Jawa Timur terpilih empat kabupaten.", id="small-count"),
    pytest.param("Ada 12 kabupaten/kota di Jawa Timur yang ikut.", id="in-a-province"),
    pytest.param("Sebanyak 12 kabupaten/kota se-Jawa Timur hadir.", id="all-over-a-province"),
    pytest.param("Untuk Sumatera Barat sendiri ada 14 daerah yang didampingi.", id="province-first"),
    pytest.param("Dari Kalimantan Selatan, 11 daerah mengirim utusan.", id="from-a-province"),
    pytest.param("Acara dihadiri 141 bupati dan wali kota.", id="guests"),
    pytest.param("Kota itu menempati peringkat 50 kota terbaik.", id="rank"),
    pytest.param("Kota itu daerah ke-25 yang meneken.", id="ordinal"),
    pytest.param("Kota itu masuk 10 besar.", id="top-ten"),
    pytest.param("Bimtek diikuti 50 peserta dari dinas.", id="people"),
    pytest.param("Pesertanya 2.500 orang.", id="thousands"),
    pytest.param("Kabupaten 50 Kota menyusun rencana.", id="regency-in-digits"),
    pytest.param("Bupati Lima Puluh Kota hadir.", id="regency-in-words"),
    pytest.param("Bagi Lima Puluh Kota ini baru.", id="regency-bare"),
    pytest.param("Penghargaan dimensi smart economy diberikan kepada 16 kabupaten/kota.", id="winners"),
    pytest.param("Indeks itu menyurvei warga di 102 kota di dunia.", id="cities-of-the-world"),
    pytest.param("Warga tersebar di 34 provinsi.", id="all-provinces"),
    pytest.param("Ada 17 daerah aliran sungai di sana.", id="river-basins"),
    pytest.param("Sebanyak 38 desa dan 12 kelurahan terlayani.", id="villages"),
    pytest.param("Anggarannya Rp 50 daerah?", id="money"),
    pytest.param("Nomor 50 kota itu rusak.", id="number"),
    pytest.param("Ada 50.000 kabupaten/kota rekaan.", id="thousands-with-unit"),
    pytest.param("Jawa Timur memiliki 38 kabupaten/kota dan baru 12 yang ikut.", id="province-has"),
    pytest.param("Perusahaan itu hadir di 120 kota.", id="cities-at-large"),
    pytest.param("Bimtek diikuti 60 peserta lain.", id="other-people"),
    pytest.param("Kota ini salah satu kabupaten/kota terbaik.", id="one"),
]  # fmt: skip

KINDS = [
    pytest.param("Sebanyak 99 kabupaten/kota dievaluasi.", [(99, "applicants")], id="evaluated"),
    pytest.param("Sebanyak 88 daerah mengikuti asesmen.", [(88, "applicants")], id="assessed"),
    pytest.param("Sebanyak 50 daerah lolos seleksi.", [(50, "participants")], id="passed"),
    pytest.param("Setelah seleksi, yang diambil hanya 50 daerah.", [(50, "participants")], id="taken"),
    pytest.param("Saingannya 165 kabupaten/kota yang mendaftar.", [(165, "applicants")], id="rivals"),
    pytest.param("Seluruhnya berjumlah 50 kabupaten/kota.", [(50, "participants")], id="altogether"),
    pytest.param("Kini menjadi 241 kabupaten/kota.", [(241, "cumulative")], id="more-than-a-cohort"),
    pytest.param("Kota itu menjadi satu dari 50 daerah.", [(50, "participants")], id="becomes-one-of"),
    pytest.param("Dari 540 kabupaten dan kota yang masuk seleksi, 50 daerah terpilih.", [(540, "applicants"), (50, "participants")], id="all-in-a-selection"),
    pytest.param("Panitia mengundang 514 kabupaten/kota.", [(514, "national_total")], id="country"),
    pytest.param("Ada 7 daerah yang mengulang.", [(7, "repeats")], id="repeats"),
    pytest.param("Baru 191 dari 514 daerah ikut.", [(191, "cumulative"), (514, "national_total")], id="part-of-the-country"),
]  # fmt: skip

SPELLINGS = [
    pytest.param(printed, count, id=printed)
    for printed, count in (
        ("50 kabupaten/kota", 50), ("50 Kabupaten / Kota", 50), ("50 kabupaten/ kota", 50), ("50 kabupaten kota", 50), ("50 kabupaten dan kota", 50),
        ("50 kabupaten atau kota", 50), ("50 kabupaten-kota", 50), ("50 kota/kabupaten", 50), ("50 kota dan kabupaten", 50), ("50 Kab/Kota", 50),
        ("50 Kab./Kota", 50), ("50 kab kota", 50), ("50 kabupeten dan kota", 50), ("50 kabupaten", 50), ("50 kota", 50), ("50 daerah", 50),
        ("50 pemerintah daerah", 50), ("50 pemda", 50), ("50 pemerintah kabupaten/kota", 50), ("50 peserta kota/kabupaten", 50), ("lima puluh kabupaten/kota", 50),
        ("lima puluh daerah", 50), ("dua puluh lima kabupaten dan kota", 25), ("Dua Puluh Lima daerah", 25), ("50 (lima puluh) kabupaten/kota", 50), ("50 kepala daerah", 50),
        ("50 bupati/wali kota", 50), ("50 wali kota dan bupati", 50),
    )
]  # fmt: skip

NUMBERS = [
    ("7", 7), ("tujuh", 7), ("sepuluh", 10), ("sebelas", 11), ("enam belas", 16), ("dua puluh", 20), ("dua puluh lima", 25), ("seratus", 100),
    ("seratus empat puluh satu", 141), ("dua ratus", 200), ("lima ratus empat belas", 514), ("satu satu", None), ("puluh", None),
]  # fmt: skip

PIECES_OF_TEXT = ["50", "kabupaten", "/", "kota", "dari", "514", "lima", "puluh", "daerah", "tahun", "2022", ",", ".", "lainnya", "lebih", "baru", "é", "\n", " "]  # fmt: skip

"""Texts of quotes with what should be read in them: speaker and speech, in text order."""

from __future__ import annotations

from tests.nlp.quote_cases import BAGUS, LEAD, RATNA, YUSUF

CASES: dict[str, tuple[str, list[tuple[str | None, str]]]] = {
    "before-with-comma": (
        f"Bupati {RATNA} mengatakan, “Mulai dari sampah.”",
        [(RATNA, "Mulai dari sampah.")],
    ),
    "before-with-colon": (f'{RATNA} menegaskan: "Jangan ada yang absen."', [(RATNA, "Jangan ada yang absen.")]),
    "before-without-comma": (f'{RATNA} berkata "Jangan ada yang absen."', [(RATNA, "Jangan ada yang absen.")]),
    "before-menurut": (
        f"Menurut {RATNA}, “Data harus satu pintu.”",
        [(RATNA, "Data harus satu pintu.")],
    ),
    "after-outranks-before": (
        f"{RATNA} mengundang {BAGUS} ke podium. “Kami siap kerja,” kata Bagus.",
        [(BAGUS, "Kami siap kerja,")],
    ),
    "split-by-the-cue": (
        f"“Mulai dari sampah,” kata {RATNA}. “Sesudah itu baru lalu lintas.”",
        [(RATNA, "Mulai dari sampah,"), (RATNA, "Sesudah itu baru lalu lintas.")],
    ),
    "split-inside-a-sentence": (
        f"“Mulai dari sampah,” kata {RATNA}, “karena itu yang paling mendesak.”",
        [(RATNA, "Mulai dari sampah,"), (RATNA, "karena itu yang paling mendesak.")],
    ),
    "pronoun-over-paragraphs": (
        f"{RATNA} membuka bimtek.\nKegiatan diikuti 40 orang.\n“Datang terus sampai selesai,” pesannya.",
        [(RATNA, "Datang terus sampai selesai,")],
    ),
    "pronoun-after-a-new-subject": (
        f"“Mulai dari sampah,” kata {RATNA}.\n{BAGUS} menambahkan satu hal.\n“Tinggal sambung,” ujarnya.",
        [(RATNA, "Mulai dari sampah,"), (BAGUS, "Tinggal sambung,")],
    ),
    "pronoun-skips-a-companion": (
        f"{RATNA} hadir didampingi {BAGUS}.\n“Tinggal sambung,” ujarnya.",
        [(RATNA, "Tinggal sambung,")],
    ),
    "pronoun-skips-the-receiver": (
        f"{RATNA} menyerahkan dokumen kepada {BAGUS}.\n“Jangan disimpan di lemari,” pesannya.",
        [(RATNA, "Jangan disimpan di lemari,")],
    ),
    "kata-in-the-middle-turns-the-topic": (
        f"{RATNA} hadir. Data, kata {BAGUS}, sudah siap.\n“Tinggal sambung,” ujarnya.",
        [(BAGUS, "Tinggal sambung,")],
    ),
    "title-alone": (f"{RATNA} dan {YUSUF} hadir.\n“Kami siap kerja,” kata Wabup.", [(YUSUF, "Kami siap kerja,")]),
    "title-without-a-name": (
        "“Kami siap kerja,” kata Kepala Diskominfo.",
        [("Kepala Diskominfo", "Kami siap kerja,")],
    ),
    "title-then-name-after-a-comma": (
        f"“Kami siap kerja,” kata Kepala Diskominfo, {BAGUS}.",
        [(BAGUS, "Kami siap kerja,")],
    ),
    "not-an-official": (
        "Ketua PKK Endang Kusumawati hadir.\n“Dapur ikut sehat,” tutur Endang.",
        [("Endang Kusumawati", "Dapur ikut sehat,")],
    ),
    "unknown-name-by-capitals": (
        "Direktur PT Karya Maju, Lukman Hidayat, ikut hadir.\n“Alatnya kami beri,” kata Lukman.",
        [("Lukman Hidayat", "Alatnya kami beri,")],
    ),
    "weekday-is-no-name": (
        "“Alatnya kami beri,” kata Lukman Selasa (5/3).",
        [("Lukman", "Alatnya kami beri,")],
    ),
    "nobody": ("“Alatnya kami beri,” katanya.", [(None, "Alatnya kami beri,")]),
    "question": (
        f"“Siapa yang belum siap?” tanya {RATNA}.",
        [(RATNA, "Siapa yang belum siap?")],
    ),
    "exclamation": (f"“Jangan berhenti!” seru {RATNA}.", [(RATNA, "Jangan berhenti!")]),
    "full-stop-inside": (f"“Mulai dari sampah.” kata {RATNA}.", [(RATNA, "Mulai dari sampah.")]),
    "no-stop-inside": (
        f"“Mulai dari sampah lebih dulu” kata {RATNA}.",
        [(RATNA, "Mulai dari sampah lebih dulu")],
    ),
    "nested-double": (
        f"“Kita bangun “Smart City” bersama warga,” kata {RATNA}.",
        [(RATNA, "Kita bangun “Smart City” bersama warga,")],
    ),
    "nested-straight": (
        f'"Kita bangun "Smart City" bersama warga," kata {RATNA}.',
        [(RATNA, 'Kita bangun "Smart City" bersama warga,')],
    ),
    "nested-single": (f"“Slogan ‘Bisa’ jangan hilang,” kata {RATNA}.", [(RATNA, "Slogan ‘Bisa’ jangan hilang,")]),
    "apostrophes-inside": (
        f"“Mu’awanah tiba Jum’at,” kata {RATNA}.",
        [(RATNA, "Mu’awanah tiba Jum’at,")],
    ),
    "two-paragraphs": (
        f"“Mulai dari sampah.\n“Sesudah itu baru lalu lintas,” kata {RATNA}.",
        [(RATNA, "Mulai dari sampah.\n“Sesudah itu baru lalu lintas,")],
    ),
    "two-in-one-paragraph": (
        f"“Kami siap kerja,” kata {BAGUS}. Sementara itu {RATNA} tersenyum. “Saya tunggu hasilnya,” ujarnya.",
        [(BAGUS, "Kami siap kerja,"), (RATNA, "Saya tunggu hasilnya,")],
    ),
    "glued-after-a-stop": (f"{RATNA} tersenyum.“Saya tunggu hasilnya,” ujarnya.", [(RATNA, "Saya tunggu hasilnya,")]),
    "missing-then-whole": (
        f"“Kami siap kerja, kata {BAGUS}. “Saya tunggu hasilnya,” ujar {RATNA}.",
        [(BAGUS, "Kami siap kerja,"), (RATNA, "Saya tunggu hasilnya,")],
    ),
    "opening-missing-but-speech": (
        f"{RATNA} membuka acara.\nKita semua harus turun ke desa mulai besok,” tegasnya.",
        [(RATNA, "Kita semua harus turun ke desa mulai besok,")],
    ),
    "opening-missing-and-open-extent": (
        f"{RATNA} membuka acara.\nProgram menyasar 20 desa. Anggarannya dari APBD,” tegasnya.",
        [],
    ),
    "alone-after-a-quote": (
        f"“Kami siap kerja,” kata {BAGUS}.\n“Semua desa akan tersambung tahun depan.”",
        [(BAGUS, "Kami siap kerja,"), (BAGUS, "Semua desa akan tersambung tahun depan.")],
    ),
    "nickname-explained": (
        f"“Ayo kita garap bareng,” ajak Mas Gus, sapaan {BAGUS}.",
        [(BAGUS, "Ayo kita garap bareng,")],
    ),
    "unlisted-verb": (f"{RATNA} tertawa. “Siapa tahu menang,” selorohnya.", [(RATNA, "Siapa tahu menang,")]),
    "unlisted-verb-and-name": (f"“Siapa tahu menang,” sentil {RATNA}.", [(RATNA, "Siapa tahu menang,")]),
    "bystander-before-the-quote": (
        f"{RATNA} hadir.\nPedagang, Endang Kusumawati, terbantu. “Cepat sekarang,” ucapnya.",
        [("Endang Kusumawati", "Cepat sekarang,")],
    ),
    "who-feels-something-in-another-paragraph": (
        f"{RATNA} hadir.\nPedagang Endang Kusumawati kecewa berat. Lapaknya digusur.\n“Ini baru awal,” ucapnya.",
        [("Endang Kusumawati", "Ini baru awal,")],
    ),
    "feels-behind-what-he-is": (
        f"{RATNA} hadir.\nWarga mengeluh. Endang, penjual sayur, khawatir digusur.\n“Ini baru awal,” ucapnya.",
        [("Endang", "Ini baru awal,")],
    ),
    "own-subject-before-kata-dia": (
        f"Bupati {RATNA} hadir. Wabup {YUSUF} mendukung, asalkan, kata dia, “jangan semua pakai tenaga luar”.",
        [(YUSUF, "jangan semua pakai tenaga luar")],
    ),
    "last-of-two-set-against-each-other": (
        f"Bupati {RATNA} mengangkat soal jalan, sedangkan Wabup {YUSUF} menyoal kabel.\n“Kami siap kerja,” ujarnya.",
        [(YUSUF, "Kami siap kerja,")],
    ),
    "answered-by": (
        f"Bupati {RATNA} menilai baik. Pertanyaan itu dijawab Wabup {YUSUF}.\n“Kami siap kerja,” ujarnya.",
        [(YUSUF, "Kami siap kerja,")],
    ),
    "clause-before-the-subject": (
        f"Wabup {YUSUF} menilai baik.\nKetika ditanya, Bupati {RATNA} memilih mengaku.\n“Kami siap kerja,” kata dia.",
        [(RATNA, "Kami siap kerja,")],
    ),
    "epithet-inside-the-sentence": (
        f"Bupati {RATNA} hadir. Wabup {YUSUF} menilai baik."
        "\nSoal dana, orang nomor satu di Maros itu mengaku siap.\n“Kami siap,” pungkasnya.",
        [(RATNA, "Kami siap,")],
    ),
    "epithet-before-the-name": (
        f"“Kami siap kerja,” kata orang nomor satu di Maros itu.\nBupati {RATNA} mengakui bahan belum lengkap.",
        [(RATNA, "Kami siap kerja,")],
    ),
    "former-holder-between": (
        f"Bupati {RATNA} mengaku menelepon mantan Bupati {BAGUS}.\n“Kami siap kerja,” ujar Bupati.",
        [(RATNA, "Kami siap kerja,")],
    ),
    "post-in-a-company": (
        "“Kami siap kerja,” kata Marketing Director Kevin Halim.",
        [("Kevin Halim", "Kami siap kerja,")],
    ),
    "nickname-later": (
        f"Kepala Diskominfo {BAGUS} yang akrab disapa Gugus hadir.\n“Kami siap kerja,” kata Gugus.",
        [(BAGUS, "Kami siap kerja,")],
    ),
    "letters-changed-places": (f"{RATNA} hadir.\n“Kami siap kerja,” kata Rtana.", [(RATNA, "Kami siap kerja,")]),
    "said-in-the-next-sentence": (
        f"“Semua desa akan tersambung.” Hal itu disampaikan Bupati {RATNA} usai rapat.",
        [(RATNA, "Semua desa akan tersambung.")],
    ),
    "bahwa-and-marks": (
        f"{RATNA} mengatakan bahwa “seluruh dinas wajib ikut serta”.",
        [(RATNA, "seluruh dinas wajib ikut serta")],
    ),
    "pronoun-before-the-quote": (
        f"{RATNA} hadir. Ia menambahkan, “Jangan ada yang absen.”",
        [(RATNA, "Jangan ada yang absen.")],
    ),
    "kata-dia-leaves-the-topic": (
        f"{RATNA} hadir. Data, kata dia, disiapkan {BAGUS}.\n“Tinggal sambung,” ujarnya.",
        [(RATNA, "Tinggal sambung,")],
    ),
    "passive-agent-is-no-speaker": (
        f"{RATNA} hadir.\nData itu disiapkan {BAGUS}.\n“Tinggal sambung,” ujarnya.",
        [(RATNA, "Tinggal sambung,")],
    ),
    "object-is-no-speaker": (
        f"{RATNA} hadir.\nPekan lalu ia melantik {BAGUS}.\n“Tinggal sambung,” ujarnya.",
        [(RATNA, "Tinggal sambung,")],
    ),
    "bystander-without-a-name": (
        f"{RATNA} hadir.\n“Antrenya jadi pendek,” kata warga.",
        [(None, "Antrenya jadi pendek,")],
    ),
    "seorang": (f"{RATNA} hadir.\n“Antrenya jadi pendek,” ujar seorang pedagang.", [(None, "Antrenya jadi pendek,")]),
    "demikian-and-title": (f"“Semua desa tersambung,” demikian Bupati {RATNA}.", [(RATNA, "Semua desa tersambung,")]),
    "introduction-and-no-opening-mark": (
        f"{RATNA} mengatakan, semua desa harus tersambung tahun depan,” tegasnya.",
        [(RATNA, "semua desa harus tersambung tahun depan,")],
    ),
    "read-also-between-two-paragraphs": (
        f"“Mulai dari sampah.\nBaca juga: Kebumen Tambah CCTV\n“Sesudah itu lalu lintas,” kata {RATNA}.",
        [(RATNA, "Mulai dari sampah.\nBaca juga: Kebumen Tambah CCTV\n“Sesudah itu lalu lintas,")],
    ),
    "read-also-with-marks": (f"{RATNA} hadir.\nBaca juga: “Kami Siap,” Kata Bupati Purworejo", []),
    "acting-name-in-another-paragraph": (
        f"{RATNA} hadir.\nEndang Kusumawati, menawarkan kopi.\n“Ini baru awal,” ucapnya.",
        [("Endang Kusumawati", "Ini baru awal,")],
    ),
    "title-outside-office": (
        f"{RATNA} hadir. Rektor Universitas Kedu Endang Kusumawati menyambut.\n“Ini baru awal,” ucap Rektor.",
        [("Endang Kusumawati", "Ini baru awal,")],
    ),
    "pronoun-for-the-last-of-a-list": (
        f"{RATNA} hadir.\nRibuan orang datang, termasuk {YUSUF}. Ia menjanjikan bonus.\n“Datang ke kantor,” candanya.",
        [(YUSUF, "Datang ke kantor,")],
    ),
    "other-office-of-the-same-rank": (
        f"{RATNA} hadir bersama Kadiskominfo {BAGUS}.\n“Ini baru awal,” ucap mantan Kadis Pertanian itu.",
        [(RATNA, "Ini baru awal,")],
    ),
    "pronoun-and-verb-after": (
        f"{RATNA} hadir.\n“Jangan berhenti di sini,” ia mengingatkan.",
        [(RATNA, "Jangan berhenti di sini,")],
    ),
    "name-and-verb-after": (
        f"{YUSUF} hadir.\n“Jangan berhenti di sini,” {RATNA} mengingatkan.",
        [(RATNA, "Jangan berhenti di sini,")],
    ),
    "long-title-in-a-passive": (
        f"{RATNA} hadir. Naskah diteken Kepala Diskominfo Kebumen {BAGUS}.\n“Ini baru awal,” katanya.",
        [(RATNA, "Ini baru awal,")],
    ),
    "nickname-of-a-title": (
        f"Bupati {RATNA} hadir.\nEndang Kusumawati, sapaan kecil sang bupati, mengajak warga.\n“Ini baru awal saja.”",
        [(RATNA, "Ini baru awal saja.")],
    ),
    "adjunct-before-the-subject": (
        f"{RATNA} hadir. Dari Kajen, Kepala Diskominfo {BAGUS} mengaku lega.\n“Ini baru awal,” katanya.",
        [(BAGUS, "Ini baru awal,")],
    ),
    "unlisted-verb-after-a-question": (
        f"{RATNA} hadir.\n“Siapa yang berani?” ketusnya.",
        [(RATNA, "Siapa yang berani?")],
    ),
    "outlet-at-the-head-of-the-paragraph": (
        f"KABARKEBUMEN.COM, KEBUMEN – {RATNA} marah. “Jangan ada yang absen!” katanya.",
        [(RATNA, "Jangan ada yang absen!")],
    ),
    "who-told-outranks-who-did": (
        f"{RATNA} menceritakan panjangnya proses. Dari Kajen, {BAGUS} mengirim karangan bunga.\n“Capek,” ungkap dia.",
        [(RATNA, "Capek,")],
    ),
    "no-stop-and-no-cue": (
        f"{RATNA} menolak disebut boros. “Baca dulu. Kalau jelek, potong gaji saya”",
        [(RATNA, "Baca dulu. Kalau jelek, potong gaji saya")],
    ),
    "trade-before-the-name": (
        f"{RATNA} hadir.\n“Saya lepas,” kata bidan Masnah di rumah.",
        [("Masnah", "Saya lepas,")],
    ),
    "origin-is-no-name": (f"{RATNA} hadir.\n“Saya lepas,” kata perempuan asal Kebumen ini.", [(RATNA, "Saya lepas,")]),
    "bystander-with-a-trade": (
        f"{RATNA} hadir.\nEndang Kusumawati, penjual mi di pasar, sudah menambah stok.\n“Ini baru awal,” ucapnya.",
        [("Endang Kusumawati", "Ini baru awal,")],
    ),
    "sebut-dia-keeps-the-word": (
        f"Bupati {RATNA} beralasan dana turun. Surat Wabup {YUSUF} itu, sebut dia, berat.\n“Ini baru awal,” katanya.",
        [(RATNA, "Ini baru awal,")],
    ),
    "no-stop-and-an-unlisted-verb": (
        f"{RATNA} hadir.\n“Kami derek semua. Tak peduli platnya dari mana” ancamnya.",
        [(RATNA, "Kami derek semua. Tak peduli platnya dari mana")],
    ),
    "who-comes-in-represented": (
        f"{RATNA} hadir.\nKabupaten tetangga diwakili Kepala Diskominfo {BAGUS}. “Kami siap kerja,” ungkapnya.",
        [(BAGUS, "Kami siap kerja,")],
    ),
    "name-behind-a-description": (
        f"{RATNA} hadir. “Warung saya ramai,” timpal pemilik warung, Endang Kusumawati.",
        [("Endang Kusumawati", "Warung saya ramai,")],
    ),
    "short-title-with-address": (f"Bupati {RATNA} hadir. {BAGUS} diam.\n“Siap,” kata Bu Bupati.", [(RATNA, "Siap,")]),
    "any-verb-and-colon": (f"{RATNA} membalas: “Jangan ada yang absen”.", [(RATNA, "Jangan ada yang absen")]),
    "cut-short": (f"{RATNA} hadir. “Semua siap,” kata Puspita.", [(RATNA, "Semua siap,")]),
    "seseorang": (f"{RATNA} hadir. “Ya diunggah saja,” sahut seseorang dari layar.", [(None, "Ya diunggah saja,")]),
    "short-speech": (f"“Siap,” kata {RATNA}.", [(RATNA, "Siap,")]),
    "headline": ("Bupati Kebumen: ‘Jangan Cuma Seremoni’\n" + LEAD, [(RATNA, "Jangan Cuma Seremoni")]),
    "scare-quotes": (f"{RATNA} menyebut konsep “smart city” sudah lama dikenal.", []),
    "programme-name": (f"{RATNA} meluncurkan program “Gerakan Menuju Kota Cerdas” di alun-alun.", []),
    "motto-at-the-end": (f"{RATNA} menandatangani komitmen bersama “BISA Smart City”.", []),
    "title-of-a-meeting": (f"Seminar bertema “Membangun Desa Digital yang Tangguh,” dibuka {RATNA}.", []),
    "single-scare-quotes": (f"{RATNA} mengatakan konsep 'Smart City' sudah lama dikenal.", []),
    "single-motto": (f"Dengan terlaksananya ‘Smart City’ jelas akan menyokong visi daerah, kata {RATNA}.", []),
    "apostrophe-only": (f"Salat Jum'at dan ma'af, kata {RATNA}, tetap dihormati.", []),
    "inches": (f'{RATNA} memesan layar 32" dan 40" untuk ruang kendali.', []),
    "no-marks": (f"{RATNA} mengatakan semua sudah siap.", []),
}

"""Tables of wordings: what names a pillar and what is a topic."""

# One case a line reads better than a wrapped one.
# ruff: noqa: E501

from __future__ import annotations

NAMED = [
    ("Taman itu contoh smart environment sekaligus branding.", ["environment", "branding"]),
    ("Program itu menyentuh smart living, juga society.", ["living", "society"]),
    ("Yang dipilih smart economy plus governance.", ["economy", "governance"]),
    ("Tanpa meninggalkan branding, smart living dan smart society.", ["branding", "living", "society"]),
    ("Unsurnya warga cerdas, mobilitas cerdas dan citra daerah cerdas.", ["people", "mobility", "branding"]),
    ("Capaian smart governance naik.", ["governance"]),
    ("Capaian Smart Government naik.", ["governance"]),
    ("Capaian SMART GOVERMENT naik.", ["governance"]),
    ("Capaian smart governace naik.", ["governance"]),
    ("Capaian smart-governance naik.", ["governance"]),
    ("Capaian smart branding naik.", ["branding"]),
    ("Capaian smart economy naik.", ["economy"]),
    ("Capaian smart-economy naik.", ["economy"]),
    ("Capaian Smart Ekonomi naik.", ["economy"]),
    ("Capaian smart living naik.", ["living"]),
    ("Capaian smart life naik.", ["living"]),
    ("Capaian smart society naik.", ["society"]),
    ("Capaian smart socity naik.", ["society"]),
    ("Capaian smart environment naik.", ["environment"]),
    ("Capaian smart environtment naik.", ["environment"]),
    ("Capaian smart enviroment naik.", ["environment"]),
    ("Capaian smart environtmen naik.", ["environment"]),
    ("Capaian smart people naik.", ["people"]),
    ("Capaian smart mobility naik.", ["mobility"]),
    ("Capaian smart mobilitas naik.", ["mobility"]),
    ("Capaian “Smart Living” naik.", ["living"]),
    ("Smart society (masyarakat cerdas) serta smart people (individu cerdas).", ["society", "society", "people", "people"]),
    ("Ada smart living, economy, dan society.", ["living", "economy", "society"]),
    (
        "Ada Smart Governance, Branding, Economy, Living, Society dan Environment.",
        ["governance", "branding", "economy", "living", "society", "environment"],
    ),
    ("Ada smart governance, infrastructure, economy dan people.", ["governance", "economy", "people"]),
    ("Ada smart governance (SPBE), branding (promosi wisata) dan economy.", ["governance", "branding", "economy"]),
    ("Ada smart governance/branding/economy.", ["governance", "branding", "economy"]),
    ("Ada smart economy & living.", ["economy", "living"]),
    ("Enam dimensi: governance, branding, economy, living, society dan environment.", ["governance", "branding", "economy", "living", "society", "environment"]),
    ("Kelompok tata kelola cerdas, branding cerdas dan ekonomi cerdas.", ["governance", "branding", "economy"]),
    ("Dari enam dimensi itu governance 11, economy 9, living 8 program.", ["governance", "economy", "living"]),
    ("Enam pilar smart city yakni governance,branding,economy,living,society,environment.", ["governance", "branding", "economy", "living", "society", "environment"]),
    ("Pilarnya tata kelola, penjenamaan, ekonomi, kehidupan, masyarakat dan lingkungan cerdas.", ["governance", "branding", "economy", "living", "society", "environment"]),
    ("Enam pilar mencakup pemerintahan, branding, ekonomi, kehidupan, masyarakat, dan lingkungan.", ["governance", "branding", "economy", "living", "society", "environment"]),
    ("Ada pemerintahan cerdas, pemasaran daerah, ekonomi cerdas.", ["governance", "branding", "economy"]),
    ("Smart economy ramai. Yang paling sepi meja branding.", ["economy", "branding"]),
    ("Nilai tertinggi pada dimensi branding dan economy.", ["branding", "economy"]),
    ("Tim smart city menyoroti dimensi lingkungan.", ["environment"]),
    ("Susur sungai masuk branding, lapak daring masuk economy, pantau abrasi masuk environment.", ["branding", "economy", "environment"]),
    ("Tak meninggalkan tata kelola, branding, smart living.", ["governance", "branding", "living"]),
    ("Ada kehidupan cerdas, masyarakat cerdas dan lingkungan cerdas.", ["living", "society", "environment"]),
    ("Ada tata kelola pemerintahan yang cerdas.", ["governance"]),
    ("Ada pemerintahan cerdas di sana.", ["governance"]),
    ("Ada tata kelola hunian cerdas.", ["living"]),
    ("Ada tata kelola lingkungan pintar.", ["environment"]),
    ("Ada perekonomian yang pintar.", ["economy"]),
    ("Ada mobilitas cerdas di kota itu.", ["mobility"]),
    ("Pilar masyarakat cerdas dibahas.", ["society"]),
    ("Smart Environment atau lingkungan pintar.", ["environment", "environment"]),
    ("Dimensi kehidupan cerdas dibahas.", ["living"]),
]  # fmt: skip

NOT_NAMED = [
    "Smart city untuk semua.", "Smart service dan smart healthy.", "Smart infrastructure dibangun.", "Smart security dipasang.", "Smart village dicanangkan.",
    "Smart regency dan smart province.", "Smart card dibagikan.", "Smart phone dan smart TV.", "Smartphone baru.", "Smart kampung dibuka.", "Smart farming diuji.",
    "Smart tourism dirancang.", "Ekonomi kreatif tumbuh.", "Tata kelola pemerintahan yang baik.", "Masyarakat cerdas memilih pemimpin.", "Warga menjaga lingkungan hidup.",
    "Mewujudkan masyarakat yang cerdas dan sejahtera.", "E-government dan SPBE dibahas.", "Branding kopi lokal digarap.", "Economy class penuh.", "Living room dan branding.",
    "Kartu Indonesia Pintar dibagikan.", "Siswa cerdas dan lingkungan bersih.", "Bidang ekonomi, sosial, lingkungan, dan pemerintahan.",
    "Pilar ekonomi kerakyatan.", "Smart city menurut Cohen. Enam indikatornya pemerintahan, ekonomi, mobilitas, lingkungan.", "Pilar ekonomi desa disusun.",
]  # fmt: skip

PIECES_OF_TEXT = ["smart", "economy", "living", "cerdas", "tata", "kelola", "masyarakat", ",", "dan", "(", ")", "pilar", "governance", "society", "é", "-", "branding", "\n"]  # fmt: skip

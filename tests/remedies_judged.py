"""The kinds whose remedy no test can carry out by the words alone, by the reason why."""

from __future__ import annotations

_BY_REASON = {
    "the disk, git, the machine or the program is to be mended, no file of an edition": """
        disk fil-genvej fil-i-vejen fil-navn fil-ulaeselig fil-uden-for-projektet mappe-andet-arkiv maskine
        git-afkortet git-delvis git-ejer git-fejl git-for-langsom git-for-stor git-intet-arkiv git-mangler
        git-version-ukendt git-version-ulovlig pakke-version program-aendret program-fil sats-adresse-ulovlig ud-i-git
        sats-billede sats-maal-dobbelt sats-maal-mangler sats-melding sats-stoppet sats-tegn-mangler sats-umulig
        skabelon-fejl skabelon-mangler""",
    "another program makes or saves the file anew: test_text_file, pictures/, takster/": """
        billede-farver billede-for-hoejt billede-for-stort billede-ulaeseligt billede-uskarpt csv-tegnsaet
        excel-for-stor excel-gammel excel-laast excel-makro excel-ulaeselig fil-endelse fil-ikke-regneark
        fil-ikke-tekst tegnsaet-forkert""",
    "who writes knows what may be left out, and where it may be parted": """
        afsnit-for-langt celle-for-lang fil-for-stor fodnote-for-mange mappe-for-stor ord-brudt tabel-for-bred
        tabel-uden-hoved takst-tekst-lang tekst-for-lang tekst-for-stor titel-alene trykt-oveni trykt-udenfor
        vaerdi-lang yaml-for-stor""",
    "which edition or version is meant: test_editions, test_older": """
        aktuel-form aktuel-mangler aktuel-ukendt fil-ubrugt format-for-gammelt format-mangler udgave-fil
        udgave-mappe""",
    "a command or an edit says it of what it was given: test_maerk, edit/": """
        maerk-har-id maerk-id maerk-sted maerk-uden-id ret-fejl-i-filen ret-form ret-styretegn ret-umulig""",
    "which provision is the same as one of before": """
        afstamning-adresse afstamning-ikke-brugt afstamning-raekke afstamning-ukendt-dengang
        afstamning-ukontrolleret afstamning-version-ukendt""",
    "what is true, or agreed, is to be found out: test_final, takster/test_years": """
        eksempeldata-i-endelig lov-uforklaret omraade-tabel takstaftale-periode takstregister-aar
        takstregister-aaret-foer takstregister-kilde ubekraeftet-i-endelig udestaar""",
    "a sender's workbook, mended in Excel: takster/test_intake and others beside it": """
        ark-navn celle-tegn csv-antal-felter csv-citationstegn csv-linjer-i-citationstegn indberetning-aar
        indberetning-aendret indberetning-andet indberetning-dobbelt indberetning-ingen raekke-forsvundet
        raekke-id raekke-maaske-samme takst-aaret-foer takst-andet-aar takst-ark-flere takst-ark-ikke-laest
        takst-celle-art takst-celle-fejl takst-celle-tom takst-enhed takst-flettet-tal takst-ingen-linjer
        takst-kode takst-kolonne-aeldre takst-kolonne-dobbelt takst-kolonne-mangler takst-kolonne-tom
        takst-kolonne-tusind takst-kolonne-ukendt takst-nul-raekke takst-overskrifter takst-overstreget takst-paragraf
        takst-procent-blandet takst-skjult-kolonne takst-skjult-raekke takst-tal-umuligt takst-usynlig""",
    "only a driftsherre knows the figure; takster/test_rules_findings has each rule broken and mended": """
        p1-driftsherre p1-filnavn p10-koebere p11-tal p12-tegnsaet p13-antal p14-belaegning p15-flyttet
        p2-indberetning-mangler p3-paragraf p4-dobbelt p5-pladser-sum p6-uenige p7-bilag-ukendt p7-udviklingsplan
        p8-tilbud-ukendt p8-udviklingsplan p9-pladser t1-takststop t10-gennemsnit t11-belaegning-mangler
        t12-resultat t13-hensat t14-skaevhed t15-andele t15-fordeling t15-sum t16-boernehus t17-basis-ydelse
        t18-udligningsgruppe t19-enhed t2-reduktion t2-undervejs t20-halvt t3-fradrag t4-takst-mangler t5-grundlag
        t6-aendring t7-overhead t8-belaegning t9-belaegning""",
    "files beside a takst register, each broken at one place in takster/test_edited, whose right text stands there": """
        afvigelse-hvad afvigelse-ikke-mulig afvigelse-regel afvigelse-ubrugt afvigelse-ukendt graense-kilde
        graense-vaerdi kolonnenavn-dobbelt kolonnenavn-ukendt modtaget-mangler modtaget-ulaeselig
        paragraf-erstattet register-antal-celler register-citat register-flere-fund register-id-dobbelt
        register-id-fremmed register-id-mangler register-kilde register-overskrift-dobbelt
        register-overskrift-mangler register-overskrift-ukendt register-skilletegn register-tom
        takstregister-mangler takstregister-ukendt tal-umuligt""",
    "a note that asks for nothing": """
        ikke-kontrolleret""",
}
JUDGED = {kind: reason for reason, kinds in _BY_REASON.items() for kind in kinds.split()}
"""The reason of each kind."""

#!/bin/sh
# Siger, hvad »make NAVN« nok skulle have været, når der ingen kommando er af det navn: ukendt.sh NAVN KOMMANDO …
set -eu
navn=$1
shift

# Den kommando, som ligner mest, når højst to bogstaver er skrevet forkert.
naermeste() {
    printf '%s\n' "$@" | awk -v ord="$navn" '
        function mindst(a, b) { return a < b ? a : b }
        function forskel(a, b,    i, j, d) {
            for (i = 0; i <= length(a); i++) d[i, 0] = i
            for (j = 0; j <= length(b); j++) d[0, j] = j
            for (i = 1; i <= length(a); i++)
                for (j = 1; j <= length(b); j++)
                    d[i, j] = mindst(mindst(d[i - 1, j], d[i, j - 1]) + 1, \
                                     d[i - 1, j - 1] + (substr(a, i, 1) != substr(b, j, 1)))
            return d[length(a), length(b)]
        }
        { f = forskel(tolower(ord), $0); if (f <= 2 && f < length($0) - 1 && (!bedst || f < mindste)) { bedst = $0; mindste = f } }
        END { print bedst }'
}

case $navn in
    bilag-[0-9]*)
        raad="vil du se ét dokument, så skriv ».venv/bin/python build.py rammeaftale --dokument $navn«" ;;
    bilag* | content* | templates* | docs* | ud | ud/* | *.pdf | *.md | *.yaml | byg* | build* | all | alt | pdf | aftale*)
        raad="vil du bygge, så skriv »make rammeaftale«" ;;
    tests | tests/*) raad="vil du teste programmet, så skriv »make test«" ;;
    check | kontrol* | lint) raad="vil du kontrollere teksterne, så skriv »make tjek«" ;;
    install* | setup) raad="vil du sætte programmet op, så skriv »make opsaetning«" ;;
    clean) raad="vil du begynde forfra, så skriv »make ryd«" ;;
    *)
        raad=$(naermeste "$@")
        raad=${raad:+"mente du »make $raad«?"}
        : "${raad:=skriv »make« alene, så vises de kommandoer, der er}" ;;
esac
if [ -d "$navn" ]; then
    hvad="er en mappe og ikke en kommando"
elif [ -e "$navn" ]; then
    hvad="er en fil og ikke en kommando"
else
    hvad="er ikke en kommando"
fi
printf '»%s« %s: %s\n' "$navn" "$hvad" "$raad" >&2
exit 2

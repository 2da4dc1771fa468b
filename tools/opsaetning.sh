#!/bin/sh
# Sætter programmet op: opsaetning.sh KRAVFIL STEMPEL. Skriver stemplet, når alt er i orden, så det kun sker én gang.
# opsaetning.sh duer: 0, når det, der er sat op, hører til den Python, der er her.
set -eu
krav=$1
stempel=${2:-}
halv=.venv/halv # er der, mens der hentes pakker: en opsætning, der blev afbrudt, begynder forfra

sig() { printf '%s\n' "$*" >&2; }

stop() {
    sig "$@"
    exit 1
}

trap 'stop "Afbrudt. Kør kommandoen igen, så begynder opsætningen forfra."' INT TERM HUP

# De pakker fra Debian, som motoren bruger, installeres kun, når de mangler, og brugeren selv må installere.
apt_hent() {
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        sig "Installerer $* …"
        { apt-get install -qq -y "$@" || { apt-get update -qq && apt-get install -qq -y "$@"; }; } >/dev/null 2>&1
    else
        return 1
    fi
}

duer() { "$1" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    # Debians egen Python først: den er mærkbart hurtigere end de fleste selvbyggede.
    for kandidat in /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11; do
        if duer "$kandidat"; then
            command -v "$kandidat"
            return 0
        fi
    done
    return 1
}

# Er .venv lavet færdig, og af en Python, der stadig er her? Den startes ikke, for det bliver der spurgt om ved hver
# kommando: Dens eget navn (python3.11) siger, hvor pakkerne skal ligge.
er_til_denne_python() {
    [ -x .venv/bin/python ] && [ -e .venv/pyvenv.cfg ] && [ ! -e "$halv" ] || return 1
    navn=$(readlink -f .venv/bin/python)
    navn=${navn##*/}
    case $navn in
        python3.*) [ -d ".venv/lib/$navn" ] ;;
    esac
}

if [ "$krav" = duer ]; then
    er_til_denne_python
    exit
fi

kan_skrives() { if [ -d .venv ]; then [ -w .venv/ ]; else [ -w . ]; fi; }
kan_skrives || stop "Programmet kan ikke sættes op, for der kan ikke skrives i mappen $PWD. Kopiér projektet til en mappe, du må skrive i."

if ! er_til_denne_python || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python) || { apt_hent python3 python3-venv && python=$(find_python); } ||
        stop "Python 3.11 eller nyere med venv mangler. Bed om at få pakkerne python3 og python3-venv installeret (på en Mac: »brew install python«)."
    sig "Laver .venv med $python …"
    "$python" -m venv --clear .venv >/dev/null 2>&1 ||
        stop "Mappen .venv kunne ikke laves. Se efter, om der er plads på disken, og kør kommandoen igen."
fi

# Programmet ved selv, hvor bibliotekerne findes, og hvad der henter dem.
biblioteker() { .venv/bin/python -c "from rammeaftale.engine import libraries; $1"; }
har_biblioteker() { biblioteker 'raise SystemExit(not libraries.all_here())'; }

if ! har_biblioteker; then
    apt_hent libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && har_biblioteker ||
        stop "Satsbibliotekerne mangler: $(biblioteker 'print(libraries.how_to_get_them())')."
fi

sig "Henter de låste pakker fra $krav …"
: >"$halv"
if ! ord=$(.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r "$krav" 2>&1); then
    printf '%s\n' "$ord" >.venv/fejl.txt || :
    case $ord in
        *'Errno 28'* | *'No space left'*) grund="der er ikke mere plads på disken. Giv plads, og kør kommandoen igen" ;;
        *'Errno 13'* | *'Permission denied'*) grund="der må ikke skrives i mappen .venv. Slet den, og kør kommandoen igen" ;;
        *'DO NOT MATCH'*) grund="en pakke er ikke den, der er låst. Send .venv/fejl.txt til den, der passer programmet" ;;
        *) grund="kontrollér netforbindelsen, og kør kommandoen igen (pips egne ord står i .venv/fejl.txt)" ;;
    esac
    stop "Pakkerne kunne ikke hentes: $grund."
fi
rm -f "$halv"
touch "$stempel"

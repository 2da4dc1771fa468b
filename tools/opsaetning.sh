#!/bin/sh
# Sætter programmet op: opsaetning.sh KRAVFIL STEMPEL. Skriver stemplet, når alt er i orden, så det kun sker én gang.
set -eu
krav=$1
stempel=$2

sig() { printf '%s\n' "$*" >&2; }

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
    for kandidat in /usr/bin/python3 python3 python3.13 python3.12 python3.11; do
        if duer "$kandidat"; then
            command -v "$kandidat"
            return 0
        fi
    done
    return 1
}

if [ ! -x .venv/bin/python ] || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python) || { apt_hent python3 python3-venv && python=$(find_python); } || {
        sig "Python 3.11 eller nyere med venv mangler. Bed om at få pakkerne python3 og python3-venv installeret."
        exit 1
    }
    sig "Laver .venv med $python …"
    "$python" -m venv --clear .venv
fi

har_biblioteker() {
    .venv/bin/python - <<'PY' >/dev/null 2>&1
import ctypes, sys
def load(*names):
    for name in names:
        try:
            return ctypes.CDLL(name)
        except OSError:
            continue
    sys.exit(1)
load("libpango-1.0.so.0", "libpango-1.0.0.dylib", "libpango-1.0-0.dll")
load("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib", "libpangoft2-1.0-0.dll")
load("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset-0.dll")
PY
}

if ! har_biblioteker; then
    apt_hent libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 && har_biblioteker || {
        sig "Satsbibliotekerne mangler. Bed om at få pakkerne libpango-1.0-0, libpangoft2-1.0-0 og libharfbuzz-subset0 installeret."
        exit 1
    }
fi

sig "Henter de låste pakker fra $krav …"
.venv/bin/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r "$krav" || {
    sig "Pakkerne kunne ikke hentes. Kontrollér netforbindelsen, og kør kommandoen igen."
    exit 1
}
touch "$stempel"

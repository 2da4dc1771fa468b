#!/bin/sh
# Skriver krav/drift.txt og krav/test.txt med nøjagtige versioner og hash ud fra pyproject.toml.
set -eu
.venv/bin/python -m pip install -qq --disable-pip-version-check uv
for navn in drift test; do
    gruppe=""
    [ "$navn" = test ] && gruppe="--group dev"
    # shellcheck disable=SC2086 # gruppen er med vilje enten to ord eller ingen
    .venv/bin/uv pip compile pyproject.toml $gruppe --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate --quiet --output-file "krav/$navn.txt"
done

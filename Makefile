# Rammeaftalen som kode. Kør »make« for at se, hvad der kan laves.

.DEFAULT_GOAL := hjaelp
KOMMANDOER := hjaelp rammeaftale tjek test indhold opsaetning eksempeldata laas maal linjer ord ryd
# Også et navn på en mappe eller en fil: uden en regel siger make »Nothing to be done« og 0, som om noget var gjort.
UKENDTE := $(subst %,\%,$(subst :,\:,$(filter-out $(KOMMANDOER) hjælp help .venv/drift .venv/test,$(MAKECMDGOALS))))
.PHONY: $(KOMMANDOER) hjælp help forfra $(UKENDTE)

PYTHON := .venv/bin/python
export PYTHONUTF8 := 1
# Programmets moduler oversættes én gang og gemmes, også hvor omgivelserne har slået det fra.
export PYTHONDONTWRITEBYTECODE :=

# Er Python væk eller blevet en anden, eller blev opsætningen afbrudt, er stemplerne i .venv/ intet værd.
FORFRA := $(shell sh tools/opsaetning.sh duer || echo forfra)

hjaelp: ## Vis denne oversigt
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-14s%s\n", $$1, $$2 }' Makefile

hjælp help: hjaelp

rammeaftale: .venv/drift ## Byg rammeaftalen og alle bilag som PDF i ud/
	@$(PYTHON) build.py rammeaftale

tjek: .venv/drift ## Kontrollér tekst og data uden at lave PDF-filer (få sekunder)
	@$(PYTHON) build.py tjek

test: .venv/test ## Test programmet (uafhængigt af, hvad der står i content/ og bilag/)
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --check --quiet .
	@$(PYTHON) -m mypy
	@.venv/bin/zizmor --offline --quiet .github/workflows
	@.venv/bin/check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(PYTHON) -m pytest -n 2 --quiet

indhold: .venv/test ## Kontrollér indholdet: tekst og data, og at intet fra kilderne er blevet væk
	@$(PYTHON) build.py tjek
	@$(PYTHON) -m tools.delinger
	@$(PYTHON) -m pytest --quiet --show-capture=no tests/indhold

opsaetning: .venv/drift ## Sæt programmet op (sker af sig selv første gang)

.venv/drift: krav/drift.txt tools/opsaetning.sh $(FORFRA)
	@sh tools/opsaetning.sh krav/drift.txt $@

.venv/test: krav/test.txt tools/opsaetning.sh .venv/drift
	@sh tools/opsaetning.sh krav/test.txt $@

eksempeldata: .venv/test ## Lav takstfilerne med eksempeldata igen, og læs dem ind
	@$(PYTHON) -m tools.eksempeltakster
	@$(PYTHON) build.py takster ind content/takster/indberetninger/2020 --år 2020
	@$(PYTHON) build.py takster ind content/takster/indberetninger/2021 --år 2021

ord: .venv/test ## Oversæt kommandolinjens danske ord igen (efter en rettelse i messages.po)
	@$(PYTHON) tools/ord.py

laas: .venv/test ## Lås pakkerne i krav/ på de nyeste versioner, som pyproject.toml tillader
	@sh tools/laas.sh

maal: .venv/test ## Mål hastigheden og skriv tallene (bench/)
	@$(PYTHON) bench/byggetid.py

linjer: ## Vis antal linjer pr. fil i programmet
	@wc -l $$(git ls-files 'rammeaftale/*.py' build.py) | sort -n

ryd: ## Fjern alt, der er lavet (ud/ og .venv/)
	@rm -rf ud .venv

forfra: ;

ifneq ($(UKENDTE),)
$(UKENDTE):
	@sh tools/ukendt.sh '$(subst ','\'',$@)' $(KOMMANDOER)
endif

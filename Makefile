# make help lists what can be made.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run build test lint bench soak install clean

PORT ?= 8080
DATABASE ?= recoup.db
PREFIX ?= /usr/local
BENCH_TICKETS ?= 200000
BENCH_LATENCY_TICKETS ?= 100000
BENCH_RUNS ?= 3
SOAK_SECONDS ?= 3600

SWIFT_BUILD := swift build --explicit-target-dependency-import-check error
RELEASE := .build/release/recoup

help: ## this list
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: build ## build, load the samples, and serve the desk on 127.0.0.1 (PORT=, DATABASE=)
	@.ci/demo "$(RELEASE)" "$(DATABASE)" "$(PORT)"

build: ## install what is missing and build the program
	@.ci/setup build
	@$(SWIFT_BUILD) -c release --product recoup

test: lint ## everything: format, imports, warnings, all tests on SQLite and PostgreSQL
	@.ci/setup test
	@$(SWIFT_BUILD) --build-tests
	@swift test --skip-build

lint: ## the format of every source file
	@.ci/setup build
	@swift format lint --strict -r Package.swift Sources Tests

bench: build ## compare speed and memory with other programs (BENCH_TICKETS=, BENCH_LATENCY_TICKETS=, BENCH_RUNS=)
	@.ci/setup bench
	@$(SWIFT_BUILD) -c release --product recoup-bench
	@/usr/bin/python3 Tests/Benchmarks/bench.py --recoup "$(RELEASE)" --bench .build/release/recoup-bench \
	    --tickets $(BENCH_TICKETS) --latency-tickets $(BENCH_LATENCY_TICKETS) --runs $(BENCH_RUNS)

soak: build ## what takes hours: fuzzing, kills over large imports, files of gigabytes (SOAK_SECONDS=)
	@.ci/setup test
	@Tests/Soak/run.sh "$(RELEASE)" $(SOAK_SECONDS)

install: build ## the program, templates, completions and man page below PREFIX (DESTDIR= honoured)
	@install -d "$(DESTDIR)$(PREFIX)/bin" "$(DESTDIR)$(PREFIX)/share/recoup" "$(DESTDIR)$(PREFIX)/share/man/man1" \
	    "$(DESTDIR)$(PREFIX)/share/bash-completion/completions" "$(DESTDIR)$(PREFIX)/share/zsh/site-functions" \
	    "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d"
	@install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/recoup"
	@rm -rf "$(DESTDIR)$(PREFIX)/share/recoup/Templates"
	@cp -R Templates "$(DESTDIR)$(PREFIX)/share/recoup/Templates"
	@$(RELEASE) completions bash > "$(DESTDIR)$(PREFIX)/share/bash-completion/completions/recoup"
	@$(RELEASE) completions zsh > "$(DESTDIR)$(PREFIX)/share/zsh/site-functions/_recoup"
	@$(RELEASE) completions fish > "$(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/recoup.fish"
	@$(RELEASE) manual > "$(DESTDIR)$(PREFIX)/share/man/man1/recoup.1"
	@echo "installed below $(DESTDIR)$(PREFIX)"

clean: ## remove what was built (the database stays)
	@rm -rf .build

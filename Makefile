# Vigie. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
STRICT := --explicit-target-dependency-import-check error
RELEASE := .build/release/vigie

.PHONY: help setup build demo demo-matrix test test-pure test-matrix test-discord test-pages kill-test lint format bench screenshots clean

help: ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: ## install the few Debian packages that are missing (or say which)
	@Scripts/setup

build: setup ## build the release program, .build/release/vigie
	$(SWIFT) build -c release --product vigie

demo: build ## a simulated community of 300,000 members, watched, in your browser
	$(RELEASE) demo --rules rules

test: setup ## all tests: unit, storage, service, real processes, pages in a real browser
	$(SWIFT) build --build-tests $(STRICT)
	SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=6 $(SWIFT) test --skip-build
	EVENTS=8000 Scripts/kill-test .build/debug/vigie 10
	EVENTS=8000 Scripts/ledger-kill-test .build/debug/vigie 6
	Scripts/reload-test .build/debug/vigie 2
	Scripts/test-openapi .build/debug/vigie 8
	Scripts/test-pages .build/debug/vigie
	Scripts/test-matrix .build/debug/vigie --events 1000 --kills 3
	Scripts/test-discord .build/debug/vigie --only refusals --only story --only chaos --chaos 8

test-pure: ## only the tests of the ground and the middle: no heavy dependency, about a minute
	VIGIE_PURE=1 $(SWIFT) test --scratch-path .build-pure

test-matrix: build ## a real Synapse and a real Vigie: a story, a decision that bans, 10,000 events and 20 kills
	Scripts/test-matrix $(RELEASE) --events 10000 --kills 20

test-discord: build ## a fake Discord that discord.py takes for the real one, an hour of faults (in a quarter), and 20 kills
	$(SWIFT) build -c release --product fake-discord
	Scripts/test-discord $(RELEASE) --chaos 3600 --compression 5 --kills 20

demo-matrix: build ## a real Synapse with invented people, watched, in your browser
	Scripts/demo-matrix $(RELEASE)

test-pages: build ## the console in a headless Chromium: accessibility and screenshots
	Scripts/test-pages $(RELEASE)

kill-test: build ## kill -9 a real vigie 100 times; nothing may be lost or doubled, and the ledger must fit
	Scripts/kill-test $(RELEASE) 50
	Scripts/ledger-kill-test $(RELEASE) 50

lint: ## the formatter's lint, and the rules of the house that a script can check
	$(SWIFT) format lint --strict --recursive Sources Tests Benchmarks/Sources Package.swift
	Scripts/lint

format: ## format all sources in place
	$(SWIFT) format format -i --recursive Sources Tests Benchmarks/Sources Package.swift

bench: ## all benchmarks (ratios in one run; machines are noisy)
	Scripts/bench

screenshots: build ## pictures of each page, wide and narrow, light and dark
	Scripts/test-pages $(RELEASE) --screenshots docs/screenshots

clean: ## remove what was built
	rm -rf .build .build-pure .build-pure-release Benchmarks/.build

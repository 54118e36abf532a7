# The two commands: `make demo` and `make test`. Everything a fresh Debian 12 with Swift 6.3 and git lacks is installed first.
SWIFT ?= swift
STORE ?= out/demo.db

.PHONY: demo test build lint packages clean

demo: build
	@Scripts/demo

test: packages
	@Scripts/clients
	@Scripts/test
	@$(MAKE) --no-print-directory lint

build: packages
	$(SWIFT) build -c release --product touchstone

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

packages:
	@Scripts/packages

clean:
	rm -rf .build out

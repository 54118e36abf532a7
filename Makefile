# The two commands: `make demo` and `make test`. Everything a fresh Debian 12 with Swift 6.3 and git lacks is installed first.
SWIFT ?= swift
# One file that needs no Swift where it runs, and starts sooner; relative relocations are packed and no names exported because either took
# two megabytes of memory.
RELEASE = -c release --static-swift-stdlib -Xswiftc -use-ld=lld -Xlinker -z -Xlinker pack-relative-relocs \
	-Xlinker "--version-script=$(CURDIR)/Scripts/exports.map"

.PHONY: demo test build lint packages clean

demo: build
	@Scripts/demo

test: packages
	@Scripts/clients
	@Scripts/test
	@$(MAKE) --no-print-directory lint

build: packages
	$(SWIFT) build $(RELEASE) --product touchstone

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

packages:
	@Scripts/packages

clean:
	rm -rf .build out

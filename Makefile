# claimcheck's build.  `make help` lists what can be made; src/README.md says
# how the parts fit.  Sources are found by wildcard: a new file in src/AREA or
# tests/unit needs no line here.

VARIANT ?= release
PREFIX  ?= /usr/local
ARTICLE ?= corpus/articles/18-slips.txt
VERSION  = 0.1.0

# ---- packages -------------------------------------------------------------
# pkg-config module and the Debian package it comes from; the first group is
# linked into the program, then one group for each plugin (src/base/plugin.h).
MODULES_MAIN = libpcre2-8:libpcre2-dev libcjson:libcjson-dev sqlite3:libsqlite3-dev \
               yaml-0.1:libyaml-dev gmp:libgmp-dev zlib:zlib1g-dev libmd:libmd-dev
MODULES_NET  = libcurl:libcurl4-openssl-dev
MODULES_XML  = libxml-2.0:libxml2-dev
MODULES      = $(MODULES_MAIN) $(MODULES_NET) $(MODULES_XML)
BUILD_PACKAGES = gcc libc6-dev make pkg-config $(foreach m,$(MODULES),$(lastword $(subst :, ,$m)))
# Validators from npm run in the browser and in node (tests/gates/web); a node
# of another origin is used as it is.
WEB_PACKAGES   = $(if $(shell command -v npm),,nodejs npm) \
                 $(if $(shell command -v chromium),,chromium fonts-dejavu-core)
TEST_PACKAGES  = $(WEB_PACKAGES) libcmocka-dev clang libclang-rt-14-dev clang-format python3 mandoc gzip parallel ripgrep pcre2-utils openssl

# ---- variants -------------------------------------------------------------
ifeq ($(origin CC),default)
CC := gcc
endif
OPT_release = -O2 -g
OPT_debug   = -O0 -g3
OPT_asan    = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
OPT_clang   = -O2 -g
OPT_fuzz    = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
ifneq ($(filter $(VARIANT),clang fuzz),)
CC := clang
endif
ifeq ($(OPT_$(VARIANT)),)
$(error there is no variant '$(VARIANT)': release, debug, asan, clang or fuzz)
endif

WARNINGS = -Wall -Wextra -Werror -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla
CFLAGS   = $(OPT_$(VARIANT)) $(WARNINGS)
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DCC_VERSION='"$(VERSION)"' \
             -DCC_DATADIR='"$(PREFIX)/share/claimcheck"' -Isrc -MMD -MP $(CFLAGS) $(DEP_CFLAGS)
LDFLAGS  = -rdynamic -Wl,--as-needed

# ---- sources --------------------------------------------------------------
B := build/$(VARIANT)
SRC      := $(sort $(wildcard src/*.c src/*/*.c))
SRC_NET  := $(filter src/sync/net_% src/text/url_%,$(SRC))
SRC_XML  := $(filter src/text/xml_%,$(SRC))
SRC_CMD  := $(filter src/cmd/%,$(SRC))
SRC_LIB  := $(filter-out $(SRC_NET) $(SRC_XML) $(SRC_CMD),$(SRC))
objects   = $(patsubst src/%.c,$(B)/obj/%.o,$(1))
OBJ_LIB  := $(call objects,$(SRC_LIB))
OBJ_NET  := $(call objects,$(SRC_NET))
OBJ_XML  := $(call objects,$(SRC_XML))
OBJ_CMD  := $(call objects,$(SRC_CMD))
UNIT     := $(patsubst tests/unit/%.c,$(B)/unit/%,$(sort $(wildcard tests/unit/test_*.c)))
FUZZ     := $(patsubst tests/fuzz/fuzz_%.c,%,$(sort $(wildcard tests/fuzz/fuzz_*.c)))

PLUGINS  := $(B)/claimcheck-net.so $(B)/claimcheck-xml.so
PROGRAM  := $(if $(wildcard src/cmd/main.c),$(B)/claimcheck)
# Data files that are made from the tree; rules for them stand under "data".
DATA     := build/openrouter.db build/rules.cache

# ---- what to make ---------------------------------------------------------
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all program run check check-spark check-fast check-asan check-fuzz lint fmt bench \
        install uninstall clean help packages test-packages \
        unit-programs replay-programs FORCE

ifeq ($(VARIANT),release)
all: libclaimcheck.a $(if $(PROGRAM),claimcheck) $(PLUGINS) $(DATA) ## build ./claimcheck, libclaimcheck.a and the data (default)
else
all: $(B)/libclaimcheck.a $(PROGRAM) $(PLUGINS) $(DATA)
endif

# Goals that build nothing in this make run without the packages being there.
ifneq ($(filter-out run check check-% fmt lint clean help packages test-packages uninstall fuzz-%,$(or $(MAKECMDGOALS),all)),)
include build/packages.mk
endif

# One look for compiler and packages; what is missing is named by its package.
build/packages.mk: Makefile
	@mkdir -p build
	@missing=; \
	command -v pkg-config >/dev/null || missing="$$missing pkg-config"; \
	command -v gcc >/dev/null || missing="$$missing gcc"; \
	if [ -z "$$missing" ]; then for m in $(MODULES); do \
	    pkg-config --exists $${m%%:*} || { missing="$$missing $${m#*:}"; \
	        echo "claimcheck: missing $${m%%:*}: Debian package $${m#*:}" >&2; }; \
	done; fi; \
	if [ -n "$$missing" ]; then \
	    echo "claimcheck: to build, first: apt-get install$$missing   (or: make packages)" >&2; exit 1; fi
	@{ echo "DEP_CFLAGS := $$(pkg-config --cflags $(foreach m,$(MODULES),$(firstword $(subst :, ,$m))))"; \
	   echo "LIBS_MAIN := $$(pkg-config --libs $(foreach m,$(MODULES_MAIN),$(firstword $(subst :, ,$m)))) -lpthread -ldl"; \
	   echo "LIBS_NET := $$(pkg-config --libs $(foreach m,$(MODULES_NET),$(firstword $(subst :, ,$m))))"; \
	   echo "LIBRARIES := $(foreach m,$(MODULES),$(firstword $(subst :, ,$m)) $$(pkg-config --modversion $(firstword $(subst :, ,$m))))"; \
	   echo "LIBS_XML := $$(pkg-config --libs $(foreach m,$(MODULES_XML),$(firstword $(subst :, ,$m))))"; } >$@

$(B)/obj/%.o: src/%.c build/packages.mk
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(OBJ_CFLAGS) -c $< -o $@
$(OBJ_NET) $(OBJ_XML): OBJ_CFLAGS = -fPIC
$(B)/obj/cmd/version.o: OBJ_CFLAGS = -DCC_LIBRARIES='"$(LIBRARIES)"'

# The name list changes when a source is added or removed, and only then.
SOURCES := $(B)/sources
$(SOURCES): FORCE
	@mkdir -p $(@D)
	@echo $(SRC) | cmp -s - $@ || echo $(SRC) >$@

$(B)/libclaimcheck.a: $(OBJ_LIB) $(SOURCES)
	@rm -f $@
	$(AR) rcsP $@ $(OBJ_LIB)

# All of the library, not only what main.c needs: the plugins call into it.
$(B)/claimcheck: $(OBJ_LIB) $(OBJ_CMD) $(SOURCES)
	$(CC) $(CFLAGS) $(LDFLAGS) $(OBJ_CMD) $(OBJ_LIB) $(LIBS_MAIN) -o $@

$(B)/claimcheck-net.so: $(OBJ_NET) $(SOURCES)
	$(CC) $(CFLAGS) -shared -Wl,--as-needed $(OBJ_NET) $(LIBS_NET) -o $@
$(B)/claimcheck-xml.so: $(OBJ_XML) $(SOURCES)
	$(CC) $(CFLAGS) -shared -Wl,--as-needed $(OBJ_XML) $(LIBS_XML) -o $@

claimcheck: build/release/claimcheck
	cp $< $@
libclaimcheck.a: build/release/libclaimcheck.a
	cp $< $@

# ---- data -----------------------------------------------------------------
# The store that ships, from the tables in corpus/openrouter; the same bytes for
# the same tables.  The release program makes it in every variant.
TABLES = $(addprefix corpus/openrouter/,snapshots.csv authors.csv models.csv prices.csv) \
         $(filter-out %/snapshots.csv %/authors.csv %/models.csv %/prices.csv,\
           $(sort $(wildcard corpus/openrouter/*.csv corpus/openrouter/*/*.csv)))
RULE_FILES = $(sort $(wildcard rules/*/*.yml rules/*/*/*.yml))
ifeq ($(VARIANT),release)
# The rule files in the form that a run can use at once; see src/rule/cache.h.
build/rules.cache: $(RULE_FILES) $(call objects,$(wildcard src/rule/*.c)) | $(B)/claimcheck
	$(B)/claimcheck rules compile $@
build/openrouter.db: $(TABLES) $(call objects,$(wildcard src/store/*.c src/sync/*.c)) | $(B)/claimcheck
	@rm -f $@.new
	$(B)/claimcheck data import --quiet --seal --store $@.new $(TABLES)
	mv $@.new $@
else
build/openrouter.db build/rules.cache: FORCE
	@$(MAKE) -s VARIANT=release $@
endif

# ---- tests ----------------------------------------------------------------
LIBS_ALL = $(LIBS_MAIN) $(LIBS_NET) $(LIBS_XML)
OBJ_ALL  = $(OBJ_NET) $(OBJ_XML) $(B)/libclaimcheck.a

.SECONDARY:
$(B)/tests/%.o: tests/%.c build/packages.mk
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -c $< -o $@

# Tests have everything linked in, plugins too (see plugin.h).
$(B)/unit/%: $(B)/tests/unit/%.o $(OBJ_ALL) $(SOURCES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $< $(OBJ_ALL) $(LIBS_ALL) -lcmocka -o $@
unit-programs: $(UNIT)

# Fuzz targets have a plain main that replays a corpus, in any variant ...
$(B)/replay/%: $(B)/tests/fuzz/fuzz_%.o $(B)/tests/fuzz/replay.o $(OBJ_ALL) $(SOURCES)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) $(filter %.o %.a,$^) $(LIBS_ALL) -o $@
replay-programs: $(FUZZ:%=$(B)/replay/%)

# ... and run under libFuzzer by `make fuzz-AREA`, FUZZ_TIME seconds long.
build/fuzz/fuzz_%: build/fuzz/tests/fuzz/fuzz_%.o $(OBJ_ALL) $(SOURCES)
	$(CC) $(CFLAGS) -fsanitize=fuzzer $(LDFLAGS) $(filter %.o %.a,$^) $(LIBS_ALL) -o $@
FUZZ_TIME ?= 60
$(FUZZ:%=fuzz-%): fuzz-%:
	$(MAKE) VARIANT=fuzz build/fuzz/fuzz_$*
	mkdir -p build/fuzz/found/$*
	build/fuzz/fuzz_$* -max_total_time=$(FUZZ_TIME) -max_len=65536 -timeout=20 \
	    -artifact_prefix=build/fuzz/found/$*- build/fuzz/found/$* tests/fuzz/corpus/$*

check: test-packages ## install what tests need, build everything, run everything
	@tests/check fast asan clang fuzz scores
check-fast: ## unit tests, cases and lint on the release build; installs nothing
	@tests/check fast
check-asan: ## unit tests and cases under ASan and UBSan
	@tests/check asan
check-fuzz: ## replay the fuzz corpora under ASan and UBSan
	@tests/check fuzz
check-spark: ## the filter under a real local Spark (pyspark in build/spark)
	@$(MAKE) --no-print-directory -s all
	@test -d build/spark/lib || { python3 -m venv build/spark && build/spark/bin/pip -q install pyspark setuptools; }
	@PYSPARK_PYTHON=$(abspath build/spark/bin/python3) build/spark/bin/python3 tests/spark/check 2>build/spark.log
lint: ## house style: layers, sizes, includes, comments
	@tests/lint/lint.py --notes
fmt: ## clang-format all C files in place
	clang-format -i $$(git ls-files '*.c' '*.h')
bench: all $(B)/bench ## time and memory of a whole run (a measurement, not a test)
	@$(B)/bench ./claimcheck $(or $(BENCH_ARTICLES),$(wordlist 1,3,$(sort $(wildcard corpus/articles/*.txt))))
	@tests/bench/ratios
$(B)/bench: $(B)/tests/bench/bench.o $(B)/libclaimcheck.a
	$(CC) $(CFLAGS) $^ $(LIBS_MAIN) -o $@

# ---- packages, running, installing ------------------------------------------
# $(call apt-install,PACKAGES): installs those that are missing, as root or
# through sudo; elsewhere than on Debian the check in build/packages.mk speaks.
define apt-install
@command -v dpkg-query >/dev/null || exit 0; missing=; \
for p in $(1); do \
    dpkg-query -W -f='$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; \
done; \
[ -n "$$missing" ] || exit 0; \
root=; [ "$$(id -u)" = 0 ] || root=sudo; \
echo "installing:$$missing"; \
$$root apt-get update -qq && \
$$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing
endef

packages: ## install the Debian packages that the build needs
	$(call apt-install,$(BUILD_PACKAGES))
test-packages: # and those that the tests need
	$(call apt-install,$(BUILD_PACKAGES) $(TEST_PACKAGES))

run: packages ## install what the build needs, build, check ARTICLE=path (or a sample)
	@$(MAKE) --no-print-directory -s -j2 all
	@./claimcheck "$(ARTICLE)" || [ $$? -eq 1 ]

DEST = $(DESTDIR)$(PREFIX)
install: all ## install under PREFIX (default /usr/local), below DESTDIR
	install -d $(DEST)/bin $(DEST)/lib/claimcheck $(DEST)/share/claimcheck/store
	install -m 755 claimcheck $(DEST)/bin/
	install -m 644 libclaimcheck.a $(DEST)/lib/
	install -m 755 $(PLUGINS) $(DEST)/lib/claimcheck/
	cd rules && find . -type f -exec install -D -m 644 {} $(abspath $(DEST))/share/claimcheck/rules/{} \;
	for f in $(DATA); do install -m 644 $$f $(DEST)/share/claimcheck/store/; done
	for f in $(wildcard src/claimcheck.h); do install -D -m 644 $$f $(DEST)/include/claimcheck.h; done
	for f in $(wildcard src/report/*.schema.json); do install -m 644 $$f $(DEST)/share/claimcheck/; done
	for f in $(wildcard src/cmd/*.1); do install -D -m 644 $$f $(DEST)/share/man/man1/$${f##*/}; done
uninstall: ## remove what install put there
	rm -rf $(DEST)/share/claimcheck $(DEST)/lib/claimcheck
	rm -f $(DEST)/bin/claimcheck $(DEST)/lib/libclaimcheck.a $(DEST)/include/claimcheck.h
	rm -f $(patsubst src/cmd/%,$(DEST)/share/man/man1/%,$(wildcard src/cmd/*.1))

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## /\1	/p' $(firstword $(MAKEFILE_LIST)) | \
	    while IFS='	' read -r name what; do printf '  make %-12s %s\n' "$$name" "$$what"; done
	@echo "  make fuzz-AREA    fuzz for FUZZ_TIME seconds; areas: $(FUZZ)"
	@echo "  variables: VARIANT=release|debug|asan|clang|fuzz PREFIX=$(PREFIX) DESTDIR= ARTICLE="

clean: ## remove everything that was built
	rm -rf build claimcheck libclaimcheck.a tests/tmp

-include $(shell find build/$(VARIANT) -name '*.d' 2>/dev/null)

# claimcheck's build.  `make help` lists what can be made; src/README.md says
# how the parts fit.  Sources are found by wildcard: a new file in src/AREA or
# tests/unit needs no line here.

VARIANT ?= release
PREFIX  ?= /usr/local
ARTICLE ?= $(firstword $(sort $(wildcard corpus/articles/*.txt)))
VERSION  = 0.1.0

# ---- packages -------------------------------------------------------------
# pkg-config module and the Debian package it comes from; the first group is
# linked into the program, then one group for each plugin (src/base/plugin.h).
MODULES_MAIN = libpcre2-8:libpcre2-dev libcjson:libcjson-dev sqlite3:libsqlite3-dev \
               yaml-0.1:libyaml-dev gmp:libgmp-dev zlib:zlib1g-dev libmd:libmd-dev
MODULES_NET  = libcurl:libcurl4-openssl-dev
MODULES_XML  = libxml-2.0:libxml2-dev
MODULES      = $(MODULES_MAIN) $(MODULES_NET) $(MODULES_XML)
BUILD_PACKAGES = gcc make pkg-config $(foreach m,$(MODULES),$(lastword $(subst :, ,$m)))
TEST_PACKAGES  = libcmocka-dev clang libclang-rt-14-dev clang-format python3 mandoc gzip

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
ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -DCC_VERSION='"$(VERSION)"' -Isrc -MMD -MP $(CFLAGS) $(DEP_CFLAGS)
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
DATA     :=

# ---- what to make ---------------------------------------------------------
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all program run check check-fast check-asan check-clang check-fuzz lint fmt bench \
        install uninstall clean help packages test-packages unit-programs fuzz-replay

ifeq ($(VARIANT),release)
all: libclaimcheck.a $(if $(PROGRAM),claimcheck) $(PLUGINS) $(DATA) ## build ./claimcheck, libclaimcheck.a and the data
else
all: $(B)/libclaimcheck.a $(PROGRAM) $(PLUGINS) $(DATA)
endif

# Goals that build nothing in this make run without the packages being there.
ifneq ($(filter-out run check fmt lint clean help packages test-packages uninstall,$(or $(MAKECMDGOALS),all)),)
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
	   echo "LIBS_XML := $$(pkg-config --libs $(foreach m,$(MODULES_XML),$(firstword $(subst :, ,$m))))"; } >$@

$(B)/obj/%.o: src/%.c build/packages.mk
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) $(OBJ_CFLAGS) -c $< -o $@
$(OBJ_NET) $(OBJ_XML): OBJ_CFLAGS = -fPIC

# The name list changes when a source is added or removed, and only then.
SOURCES := $(B)/sources
$(SOURCES): FORCE
	@mkdir -p $(@D)
	@echo $(SRC) | cmp -s - $@ || echo $(SRC) >$@
FORCE:

$(B)/libclaimcheck.a: $(OBJ_LIB) $(SOURCES)
	@rm -f $@
	$(AR) rcs $@ $(OBJ_LIB)

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

# ---- tests ----------------------------------------------------------------
LIBS_ALL = $(LIBS_MAIN) $(LIBS_NET) $(LIBS_XML)

$(B)/unit/%: tests/unit/%.c $(OBJ_LIB) $(OBJ_NET) $(OBJ_XML) $(SOURCES)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests $(LDFLAGS) $< $(OBJ_LIB) $(OBJ_NET) $(OBJ_XML) $(LIBS_ALL) -lcmocka -o $@
unit-programs: $(UNIT)

# Fuzz targets: under libFuzzer (make fuzz-AREA), and with a plain main that
# replays the corpus in any variant.
$(B)/replay/%: tests/fuzz/fuzz_%.c tests/fuzz/replay.c $(OBJ_LIB) $(OBJ_NET) $(OBJ_XML) $(SOURCES)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MF $@.d $(LDFLAGS) tests/fuzz/fuzz_$*.c tests/fuzz/replay.c \
	    $(OBJ_LIB) $(OBJ_NET) $(OBJ_XML) $(LIBS_ALL) -o $@
fuzz-replay: $(FUZZ:%=$(B)/replay/%)

build/fuzz/fuzz_%: tests/fuzz/fuzz_%.c $(OBJ_LIB) $(OBJ_NET) $(OBJ_XML) $(SOURCES)
	$(CC) $(ALL_CFLAGS) -fsanitize=fuzzer $(LDFLAGS) $< $(OBJ_LIB) $(OBJ_NET) $(OBJ_XML) $(LIBS_ALL) -o $@

clean: ## remove everything that was built
	rm -rf build claimcheck libclaimcheck.a tests/tmp

-include $(shell find build/$(VARIANT) -name '*.d' 2>/dev/null)

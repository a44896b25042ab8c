# Every outside library, named once, with the floor that uses it. All come from Debian 12.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# analyzers
find_package(ICU 72 REQUIRED COMPONENTS uc i18n)
find_library(STEMMER_LIBRARY stemmer REQUIRED)   # Snowball; ships no CMake or pkg-config file
add_library(stemmer::stemmer UNKNOWN IMPORTED)
set_target_properties(stemmer::stemmer PROPERTIES IMPORTED_LOCATION "${STEMMER_LIBRARY}")

find_package(ZLIB REQUIRED)   # analyzers and corpus

# corpus
find_package(SQLite3 3.40 REQUIRED)
find_package(SQLiteCpp REQUIRED)
find_package(LibXml2 2.9 REQUIRED)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(BROTLI REQUIRED IMPORTED_TARGET libbrotlidec)   # answers in web archives
pkg_check_modules(SODIUM REQUIRED IMPORTED_TARGET libsodium)   # random names, base 64, signatures; searchd and indexer too
find_package(OpenSSL 3.0 REQUIRED COMPONENTS Crypto)   # SHA-256 of all that is kept
pkg_check_modules(POPPLER REQUIRED IMPORTED_TARGET poppler-cpp)   # PDF
find_package(LibArchive 3.6 REQUIRED)   # zip and tar files
find_package(CURL 7.88 REQUIRED)   # live sites

# indexer
pkg_check_modules(XAPIAN REQUIRED IMPORTED_TARGET xapian-core>=1.4.22)
if(NOT SIJILL_SANITIZE)   # sanitizers bring an allocator of their own
  find_package(mimalloc 2.0 REQUIRED)   # takes the place of malloc(): a rebuild makes millions of small strings
endif()

# searchd
pkg_check_modules(HTTPLIB REQUIRED IMPORTED_TARGET cpp-httplib>=0.11)
pkg_check_modules(DEFLATE REQUIRED IMPORTED_TARGET libdeflate)   # answers packed with gzip
if(NOT SIJILL_SANITIZE)
  pkg_check_modules(JEMALLOC REQUIRED IMPORTED_TARGET jemalloc)   # takes the place of malloc(): many threads, few heaps
endif()

# corpus and searchd
find_package(nlohmann_json 3.11 REQUIRED)

# both programs
find_package(CLI11 2.1 REQUIRED)
find_package(spdlog 1.10 REQUIRED)

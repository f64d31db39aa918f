# Third-party libraries, all from Debian 12. Which folder may include which is tests/floors.py.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc i18n)
find_package(nlohmann_json REQUIRED)
find_package(spdlog REQUIRED)
find_package(fmt REQUIRED)
find_package(CLI11 REQUIRED)
find_package(GTest REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
pkg_check_modules(xapian REQUIRED IMPORTED_TARGET xapian-core)
pkg_check_modules(httplib REQUIRED IMPORTED_TARGET cpp-httplib)
pkg_check_modules(cmark REQUIRED IMPORTED_TARGET libcmark)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(sqlite REQUIRED IMPORTED_TARGET sqlite3)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
pkg_check_modules(opencc REQUIRED IMPORTED_TARGET opencc)
pkg_check_modules(libarchive REQUIRED IMPORTED_TARGET libarchive)
pkg_check_modules(xlsxwriter REQUIRED IMPORTED_TARGET xlsxwriter)
pkg_check_modules(pugixml REQUIRED IMPORTED_TARGET pugixml)
pkg_check_modules(libxml2 REQUIRED IMPORTED_TARGET libxml-2.0)
find_library(SOCI_CORE soci_core REQUIRED)
find_library(SOCI_SQLITE soci_sqlite3 REQUIRED)
find_path(SOCI_INCLUDE soci/soci.h PATH_SUFFIXES soci REQUIRED)

find_package(Python3 REQUIRED COMPONENTS Interpreter)
find_file(STROKE_DICTIONARY stroke.dict.yaml PATHS /usr/share/rime-data REQUIRED NO_DEFAULT_PATH)
find_file(PINYIN_DICTIONARY pinyin_simp.dict.yaml PATHS /usr/share/rime-data REQUIRED NO_DEFAULT_PATH)

add_library(koujing_content_deps INTERFACE)
target_include_directories(koujing_content_deps SYSTEM INTERFACE ${SOCI_INCLUDE} ${SOCI_INCLUDE}/soci)
target_link_libraries(koujing_content_deps INTERFACE
  nlohmann_json::nlohmann_json fmt::fmt PkgConfig::cmark PkgConfig::sodium OpenSSL::Crypto PkgConfig::sqlite
  PkgConfig::libarchive PkgConfig::xlsxwriter PkgConfig::pugixml PkgConfig::libxml2 ${SOCI_SQLITE} ${SOCI_CORE} Threads::Threads)

add_library(koujing_search_deps INTERFACE)
target_link_libraries(koujing_search_deps INTERFACE
  nlohmann_json::nlohmann_json fmt::fmt PkgConfig::xapian PkgConfig::opencc PkgConfig::zstd ICU::uc ICU::i18n)

add_library(koujing_editor_api_deps INTERFACE)
target_link_libraries(koujing_editor_api_deps INTERFACE
  nlohmann_json::nlohmann_json fmt::fmt spdlog::spdlog CLI11::CLI11 PkgConfig::httplib Threads::Threads)

# One place decides how our own code is compiled. Outside headers are not ours to warn about:
# they come in through imported targets, which CMake treats as SYSTEM.
add_library(sijill_build_flags INTERFACE)
target_include_directories(sijill_build_flags INTERFACE "${CMAKE_SOURCE_DIR}")
target_compile_options(sijill_build_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wnon-virtual-dtor -Woverloaded-virtual)
# Assertions and coredumps should name our files without naming the machine they were built on.
target_compile_options(sijill_build_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=.")
if(SIJILL_SANITIZE)
  target_compile_options(sijill_build_flags INTERFACE
    -fsanitize=${SIJILL_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(sijill_build_flags INTERFACE -fsanitize=${SIJILL_SANITIZE})
  if(SIJILL_SANITIZE MATCHES "thread")
    # GCC warns that it guesses wrong here under sanitizers; under this one it takes the value of an empty optional for
    # read. The address sanitizer's build, optimised as much, still fails on the warning.
    target_compile_options(sijill_build_flags INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  endif()
endif()

# sijill_library(NAME SOURCES file... [USES target...] [HIDES target...])
# USES: what its headers show, its own floor's and the floors below. HIDES: what only its .cpp files know.
# Static where it is shipped. Shared (BUILD_SHARED_LIBS) where tests are built: a copy of the engine in each of more than
# two hundred test programs made a build tree of 8 GB, and a disk that is full ends no test as it should.
function(sijill_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;USES;HIDES" ${ARGN})
  add_library(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC sijill_build_flags ${ARG_USES} PRIVATE ${ARG_HIDES})
endfunction()

# sijill_program(NAME MAIN file... USES target...)   Installed as sijill-NAME.
function(sijill_program name)
  cmake_parse_arguments(ARG "" "" "MAIN;USES" ${ARGN})
  add_executable(${name} ${ARG_MAIN})
  target_link_libraries(${name} PRIVATE sijill_build_flags ${ARG_USES})
  install(PROGRAMS $<TARGET_FILE:${name}> TYPE BIN RENAME sijill-${name})
endfunction()

# sijill_embed(TARGET NAMESPACE FILES file...)
# Puts text files into the program: adds NAMESPACE_embedded.h to TARGET, in which
# `NAMESPACE::embedded("stop_words.txt")` is the file's bytes as a std::string_view (empty for a name it lacks).
# The name is the path as given in FILES, relative to the calling folder.
function(sijill_embed target namespace)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  string(REPLACE "::" "_" flat "${namespace}")
  set(out_dir "${CMAKE_CURRENT_BINARY_DIR}/embedded/${flat}")
  set(out "${out_dir}/${flat}_embedded.h")
  set(inputs "")
  foreach(file IN LISTS ARG_FILES)
    list(APPEND inputs "${CMAKE_CURRENT_SOURCE_DIR}/${file}")
  endforeach()
  add_custom_command(OUTPUT "${out}"
    COMMAND "${CMAKE_COMMAND}" "-DOUT=${out}" "-DNAMESPACE=${namespace}" "-DFILES=${ARG_FILES}"
            "-DBASE=${CMAKE_CURRENT_SOURCE_DIR}" -P "${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake"
    DEPENDS ${inputs} "${CMAKE_SOURCE_DIR}/cmake/EmbedFiles.cmake" VERBATIM)
  target_sources(${target} PRIVATE "${out}")
  target_include_directories(${target} PRIVATE "${out_dir}")
endfunction()

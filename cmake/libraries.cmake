# How the libraries that others keep come into the program. Each shared one takes its share of the
# time to start, which is most of what a short text takes.

# use_library(NAME ARCHIVE TARGET): ${NAME}_USED is what to link for TARGET: with GANGMU_STATIC the
# archive (libre2.a) where the system has one. Users of the installed library link TARGET.
function(use_library name archive target)
  set(used ${target})
  if(GANGMU_STATIC)
    find_library(${name}_ARCHIVE "lib${archive}.a")
    if(${name}_ARCHIVE)
      add_library(gangmu_${archive} INTERFACE IMPORTED)
      target_include_directories(gangmu_${archive} INTERFACE
                                 $<TARGET_PROPERTY:${target},INTERFACE_INCLUDE_DIRECTORIES>)
      target_link_libraries(gangmu_${archive} INTERFACE "${${name}_ARCHIVE}")
      set(used "$<BUILD_INTERFACE:gangmu_${archive}>" "$<INSTALL_INTERFACE:${target}>")
    endif()
  endif()
  set(${name}_USED ${used} PARENT_SCOPE)
endfunction()

# load_on_demand(NAME LIBRARY): the library is loaded when it is first needed (model/on_demand.h):
# the target gangmu gets its headers and GANGMU_NAME, its name for the loader. The names of a
# library are those of PkgConfig::NAME.
function(load_on_demand name library)
  if(NOT GANGMU_ON_DEMAND)
    target_link_libraries(gangmu PRIVATE PkgConfig::${name})
    return()
  endif()
  find_library(${name}_FILE "${library}" REQUIRED)
  execute_process(COMMAND "${CMAKE_OBJDUMP}" -p "${${name}_FILE}" OUTPUT_VARIABLE told)
  if(NOT told MATCHES "SONAME +([^ \n]+)")
    message(FATAL_ERROR "${${name}_FILE} does not tell its SONAME")
  endif()
  string(TOUPPER "GANGMU_LIB${library}" definition)
  target_compile_definitions(gangmu PRIVATE "${definition}=\"${CMAKE_MATCH_1}\"")
  target_include_directories(gangmu PRIVATE
                             $<TARGET_PROPERTY:PkgConfig::${name},INTERFACE_INCLUDE_DIRECTORIES>)
endfunction()

# cmake --install: the program, the library, its headers and what find_package(gangmu) reads.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

# Manual pages and completion, told by the program itself.
if(NOT CMAKE_CROSSCOMPILING)
  set(MANUAL "${CMAKE_CURRENT_BINARY_DIR}/manual")
  add_custom_command(OUTPUT "${MANUAL}/man/man1/gangmu.1"
                     COMMAND gangmu_cli --no-config manual "${MANUAL}"
                     DEPENDS gangmu_cli VERBATIM)
  add_custom_target(gangmu_manual ALL DEPENDS "${MANUAL}/man/man1/gangmu.1")
  install(DIRECTORY "${MANUAL}/" DESTINATION "${CMAKE_INSTALL_DATADIR}" OPTIONAL)
endif()

install(TARGETS gangmu_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(TARGETS gangmu EXPORT gangmuTargets
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(FILES gangmu.h DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/gangmu")
foreach(room model readers parser checks exporters)
  install(DIRECTORY "${room}" DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/gangmu"
          FILES_MATCHING PATTERN "*.h")
endforeach()

set(package "${CMAKE_INSTALL_LIBDIR}/cmake/gangmu")
install(EXPORT gangmuTargets NAMESPACE gangmu:: DESTINATION "${package}")
configure_package_config_file(cmake/gangmuConfig.cmake.in
                              "${CMAKE_CURRENT_BINARY_DIR}/gangmuConfig.cmake"
                              INSTALL_DESTINATION "${package}")
write_basic_package_version_file("${CMAKE_CURRENT_BINARY_DIR}/gangmuConfigVersion.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${CMAKE_CURRENT_BINARY_DIR}/gangmuConfig.cmake"
              "${CMAKE_CURRENT_BINARY_DIR}/gangmuConfigVersion.cmake"
        DESTINATION "${package}")

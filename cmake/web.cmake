# The pages: target `web`, part of every build. scripts/build-web finds out by itself whether there is anything to do.
find_program(NPM npm)
find_program(NODE node)
if(NPM AND NODE)
  add_custom_target(web ALL
    COMMAND ${CMAKE_SOURCE_DIR}/scripts/build-web
    WORKING_DIRECTORY ${CMAKE_SOURCE_DIR}
    USES_TERMINAL
    COMMENT "Pages")
else()
  message(WARNING "npm was not found: the pages are not built, and the server answers the API alone. "
                  "Install them (Debian: apt-get install nodejs npm) and configure again, "
                  "or say -DKOUJING_BUILD_WEB=OFF.")
endif()

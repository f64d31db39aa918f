// koujing extract: the child that reads a file from standard input for the server and answers in frames
// (content/originals/confined_extract.h). Not for people: `koujing read` is.
#include <cstdlib>
#include <iostream>
#include <iterator>

#include "content/originals/confined_extract.h"
#include "editor_api/commands/command.h"

namespace koujing::door {

void add_extract(CLI::App& app, Settings&, Outcome&) {
  auto* command = app.add_subcommand("extract", "Read a file from standard input, for the server")->group("");
  auto name = std::make_shared<std::string>();
  command->add_option("--name", *name, "What the file is called");
  auto rows = std::make_shared<bool>(false);
  command->add_flag("--rows", *rows, "The rows of a spreadsheet");
  command->callback([name, rows] {
    const std::string bytes((std::istreambuf_iterator<char>(std::cin)), {});
    std::cout << (*rows ? frame_of_rows(read_xlsx(bytes)) : frame_of(extract_here(bytes, *name)))
              << std::flush;
    // At once: what is at work at an ordinary exit (a leak checker) may want a /proc that a sandbox has not.
    std::_Exit(std::cout ? 0 : 1);
  });
}

}  // namespace koujing::door

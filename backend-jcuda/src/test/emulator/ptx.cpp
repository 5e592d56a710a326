#include "ptx.h"

#include <regex>
#include <sstream>

namespace emulator {

namespace {

const std::regex VERSION(R"(^\.version (\d+)\.(\d+))");
const std::regex TARGET(R"(^\.target sm_(\d+))");
const std::regex ENTRY(R"(\.entry\s+(\w+))");
// A number, or a struct by value: ".param .u64 add_param_0", ".param .align 4 .b8 add_param_2[8]".
const std::regex PARAMETER(R"(\.param\s+(?:\.align\s+\d+\s+)?\.[a-z](\d+)\s+(?:\.ptr[^,)]*\s)?(\w+)(?:\[(\d+)\])?)");
const std::regex MAX_THREADS(R"(^\s*\.maxntid\s+(\d+)(?:\s*,\s*(\d+))?(?:\s*,\s*(\d+))?)");
const std::regex SHARED(R"(^\s*(?:\.visible\s+)?\.shared\s+(?:\.align\s+\d+\s+)?\.[a-z](\d+)\s+\w+(?:\[(\d+)\])?)");

std::size_t number(const std::ssub_match& match) { return match.matched ? std::stoul(match.str()) : 1; }

std::size_t bytes(const std::ssub_match& bits, const std::ssub_match& length) {
  return number(bits) / 8 * number(length);
}

// Reads an entry, line by line, from its name to the end of its body.
void read_entry(std::istream& lines, std::string line, Entry& entry) {
  std::smatch match;
  bool in_body = false;
  do {
    if (!in_body && std::regex_search(line, match, PARAMETER)) {
      entry.parameter_bytes.push_back(bytes(match[1], match[3]));
    } else if (!in_body && std::regex_search(line, match, MAX_THREADS)) {
      entry.max_threads = static_cast<unsigned>(number(match[1]) * number(match[2]) * number(match[3]));
    } else if (in_body && line.find(".shared") != std::string::npos && std::regex_search(line, match, SHARED)) {
      entry.shared_bytes += bytes(match[1], match[2]);
    }
    in_body = in_body || line.rfind("{", 0) == 0;
  } while (line.rfind("}", 0) != 0 && std::getline(lines, line));
}

}  // namespace

Ptx parse_ptx(const std::string& text) {
  Ptx ptx;
  std::istringstream lines(text);
  std::smatch match;
  for (std::string line; std::getline(lines, line);) {
    if (line.find(".entry") != std::string::npos && std::regex_search(line, match, ENTRY)) {
      read_entry(lines, line, ptx.entries[match[1]]);
    } else if (line.rfind(".version", 0) == 0 && std::regex_search(line, match, VERSION)) {
      ptx.version = static_cast<int>(number(match[1]) * 10 + number(match[2]));
    } else if (line.rfind(".target", 0) == 0 && std::regex_search(line, match, TARGET)) {
      ptx.target = static_cast<int>(number(match[1]));
    }
  }
  return ptx;
}

}  // namespace emulator

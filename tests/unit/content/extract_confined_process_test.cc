// The process that reads what nobody has vouched for: in bubblewrap, and with the limits alone.
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "content/originals/confined_process.h"

namespace koujing {
namespace {

class ConfinedProcess : public testing::TestWithParam<bool> {
 protected:
  ConfinedProcess() { limits_.sandbox = GetParam(); }

  ConfinedRun run(const std::vector<std::string>& command, std::string_view input = "") {
    auto result = run_confined(command, input, limits_);
    EXPECT_TRUE(result);
    return result ? *std::move(result) : ConfinedRun{};
  }

  ConfinedLimits limits_;
};

INSTANTIATE_TEST_SUITE_P(WithAndWithoutSandbox, ConfinedProcess, testing::Bool());

TEST_P(ConfinedProcess, HandsOverTheInputAndTakesTheOutput) {
  const ConfinedRun tr = run({"/usr/bin/tr", "a", "b"}, "banana");
  EXPECT_EQ(tr.end, ConfinedEnd::kExited);
  EXPECT_EQ(tr.exit_code, 0);
  EXPECT_EQ(tr.output, "bbnbnb");
  EXPECT_TRUE(GetParam() || !tr.in_sandbox);
}

TEST_P(ConfinedProcess, TellsTheExitCodeAndTheComplaints) {
  const ConfinedRun cat = run({"/usr/bin/cat", "/no/such/file"});
  EXPECT_EQ(cat.end, ConfinedEnd::kExited);
  EXPECT_EQ(cat.exit_code, 1);
  EXPECT_NE(cat.complaints.find("/no/such/file"), std::string::npos) << cat.complaints;
}

TEST_P(ConfinedProcess, GivesNoEnvironment) {
  const ConfinedRun env = run({"/usr/bin/env"});
  EXPECT_EQ(env.output.find("HOME="), std::string::npos) << env.output;
  EXPECT_NE(env.output.find("LC_ALL=C.UTF-8"), std::string::npos) << env.output;
}

TEST(ConfinedDescriptors, AreTheThreeOfAnyProgram) {
  ConfinedLimits limits;
  limits.sandbox = false;  // the sandbox shows no /proc
  const int leaked = 77;
  ASSERT_EQ(dup2(STDERR_FILENO, leaked), leaked);
  const auto ls = run_confined({"/usr/bin/ls", "/proc/self/fd"}, "", limits);
  close(leaked);
  ASSERT_TRUE(ls);
  EXPECT_EQ(ls->output, "0\n1\n2\n3\n");  // 3 is the folder that ls reads
}

TEST(ConfinedSandbox, SeesNoDiskButUsr) {
  const auto passwd = run_confined({"/usr/bin/test", "-e", "/etc/passwd"}, "");
  ASSERT_TRUE(passwd);
  if (!passwd->in_sandbox) GTEST_SKIP() << "bubblewrap is not installed or may not make namespaces here";
  EXPECT_EQ(passwd->exit_code, 1);
  const auto usr = run_confined({"/usr/bin/test", "-e", "/usr/bin/env"}, "");
  ASSERT_TRUE(usr);
  EXPECT_EQ(usr->exit_code, 0);
}

TEST_P(ConfinedProcess, EndsWhatWaitsTooLong) {
  limits_.wall = std::chrono::seconds(1);
  EXPECT_EQ(run({"/usr/bin/tail", "-f", "/dev/null"}).end, ConfinedEnd::kOverLimit);
}

TEST_P(ConfinedProcess, EndsWhatCountsTooLong) {
  limits_.cpu = std::chrono::seconds(1);
  const ConfinedRun sum = run({"/usr/bin/sha256sum", "/dev/zero"});
  EXPECT_EQ(sum.end, ConfinedEnd::kOverLimit) << sum.exit_code;
}

TEST_P(ConfinedProcess, EndsWhatWritesTooMuch) {
  limits_.output = 1024 * 1024;
  const ConfinedRun yes = run({"/usr/bin/yes"});
  EXPECT_EQ(yes.end, ConfinedEnd::kOverLimit);
  EXPECT_LE(yes.output.size(), limits_.output);
}

TEST_P(ConfinedProcess, GivesNoMemoryBeyondTheLimit) {
  limits_.memory = 64 * 1024 * 1024;
  const ConfinedRun grep = run({"/usr/bin/grep", "-ac", "x", "/dev/zero"});  // one line without end
  EXPECT_EQ(grep.end, ConfinedEnd::kExited);
  EXPECT_EQ(grep.exit_code, 2);
  EXPECT_NE(grep.complaints.find("memory exhausted"), std::string::npos) << grep.complaints;
}

TEST_P(ConfinedProcess, SaysWhenAProgramIsNotInstalled) {
  EXPECT_EQ(run({"/usr/bin/no-such-program"}).end, ConfinedEnd::kNotInstalled);
}

}  // namespace
}  // namespace koujing

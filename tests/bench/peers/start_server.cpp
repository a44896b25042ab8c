// Starts a server and prints the milliseconds until it has answered its first query. The server goes on; its
// id is written to a file. Run by tests/bench/peers/run.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <fstream>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/peers/http_client.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kLongest = std::chrono::minutes(5);

pid_t start(std::vector<std::string> command, const std::string& log) {
  const pid_t server = fork();
  if (server < 0) throw std::runtime_error("no process");
  if (server > 0) return server;
  setsid();
  const int in = open("/dev/null", O_RDONLY);
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0644);
  if (in < 0 || out < 0) _exit(127);
  dup2(in, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  std::vector<char*> arguments;
  for (auto& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  execvp(arguments.front(), arguments.data());
  _exit(127);
}

bool answers(int port, const std::string& target) {
  try {
    return peers::HttpClient(port).get(target).status == 200;
  } catch (const peers::HttpFailure&) {
    return false;
  }
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Starts a server and waits for its first answer");
  int port = 0;
  std::string target, id_file, log = "/dev/null";
  std::vector<std::string> command;
  app.add_option("--port", port, "that it listens on")->required();
  app.add_option("--target", target, "address of the first query")->required();
  app.add_option("--id-file", id_file, "its process id is written here")->required();
  app.add_option("--log", log, "file for what it says");
  app.add_option("command", command, "program and arguments, behind --")->required();
  CLI11_PARSE(app, argc, argv);
  if (answers(port, target)) throw std::runtime_error("port " + std::to_string(port) + " is taken");
  const auto begin = Clock::now();
  const pid_t server = start(command, log);
  std::ofstream(id_file) << server << '\n';
  while (!answers(port, target)) {
    if (waitpid(server, nullptr, WNOHANG) != 0) throw std::runtime_error(command.front() + " ended: " + log);
    if (Clock::now() - begin > kLongest) throw std::runtime_error(command.front() + " does not answer");
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  std::cout << std::chrono::duration<double, std::milli>(Clock::now() - begin).count() << '\n';
  return 0;
} catch (const std::exception& error) {
  std::cerr << "start_server: " << error.what() << '\n';
  return 1;
}

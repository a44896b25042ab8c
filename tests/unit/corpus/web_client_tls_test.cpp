// Whose certificate is believed.
#include <doctest/doctest.h>
#include <httplib.h>

#include <chrono>
#include <string>
#include <thread>

#include "corpus/live/web_client.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_directory.h"

using corpus::FetchError;
using corpus::WebClient;

namespace {

/// A site with a certificate that it signed itself, for 127.0.0.1 alone.
class SecureSite {
 public:
  explicit SecureSite(const tests::TemporaryDirectory& directory)
      : server_((directory / "certificate.pem").c_str(), (directory / "key.pem").c_str()) {
    REQUIRE(server_.is_valid());
    server_.Get("/", [](const httplib::Request&, httplib::Response& response) {
      response.set_content("well", "text/plain");
    });
    port_ = server_.bind_to_any_port("127.0.0.1");
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  ~SecureSite() {
    server_.stop();
    thread_.join();
  }
  SecureSite(const SecureSite&) = delete;
  SecureSite& operator=(const SecureSite&) = delete;

  std::string address(const char* host) const {
    return std::string("https://") + host + ":" + std::to_string(port_) + "/";
  }

 private:
  httplib::SSLServer server_;
  int port_ = 0;
  std::thread thread_;
};

void make_certificate(const tests::TemporaryDirectory& directory) {
  const auto made = tests::run_program(
      {"/usr/bin/openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
       "/CN=small", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", (directory / "key.pem").string(),
       "-out", (directory / "certificate.pem").string()});
  CAPTURE(made.err);
  REQUIRE(made.exit_code == 0);
}

}  // namespace

TEST_CASE("a certificate is believed of who is trusted, and for the name that was asked") {
  const tests::TemporaryDirectory directory;
  make_certificate(directory);
  const SecureSite site(directory);
  corpus::WebManners manners;
  manners.requests_per_second = 1000;
  const auto wait = [](std::chrono::milliseconds) { return true; };
  WebClient strict(manners, wait);
  CHECK_THROWS_WITH_AS(strict.get(site.address("127.0.0.1")), doctest::Contains("certificate"), FetchError);
  CHECK(strict.requests() == 1);  // a wrong certificate is not asked again

  manners.authorities = directory / "certificate.pem";
  WebClient trusting(manners, wait);
  CHECK(trusting.get(site.address("127.0.0.1")).body == "well");
  CHECK_THROWS_AS(trusting.get(site.address("localhost")), FetchError);
}

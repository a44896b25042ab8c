// The routes for those who run the server.
#include <nlohmann/json.hpp>

#include "searchd/http/router.h"

namespace searchd {
namespace {

using Json = nlohmann::ordered_json;

Reply json_reply(int status, const Json& json) {
  Reply reply;
  reply.status = status;
  reply.content_type = "application/json";
  reply.body = json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
  return reply;
}

}  // namespace

// The process runs and answers: nothing is said about the index.
Reply answer_health(Router&, const Exchange&) {
  Reply reply;
  reply.content_type = "text/plain; charset=utf-8";
  reply.body = "ok\n";
  return reply;
}

// Whether requests should be sent here: an index is open. How far it is behind the archive is told, not
// judged.
Reply answer_ready(Router& router, const Exchange&) {
  auto health = router.index().health();
  if (health.ready && router.workers().is_warming()) {
    health.ready = false;
    health.problem = "starting: the dictionaries are being read";
  }
  Json json = {{"ready", health.ready},
               {"documents", health.documents},
               {"revision", health.revision},
               {"schema", indexer::schema_name(health.schema)}};
  const bool head_known = health.head_revision > 0;
  json["archive_revision"] = head_known ? Json(health.head_revision) : Json(nullptr);
  json["behind"] = head_known ? Json(std::max<corpus::Revision>(0, health.head_revision - health.revision))
                              : Json(nullptr);
  json["archive_seen"] = health.head_time.empty() ? Json(nullptr) : Json(health.head_time);
  if (!health.problem.empty()) json["problem"] = health.problem;
  auto reply = json_reply(health.ready ? 200 : 503, json);
  if (!health.ready) reply.headers.emplace_back("Retry-After", "10");
  return reply;
}

Reply answer_version(Router& router, const Exchange&) {
  return json_reply(
      200, {{"name", "sijill"}, {"version", SIJILL_VERSION}, {"revision", router.index().health().revision}});
}

}  // namespace searchd

#include "searchd/http/sending_places.h"

#include <algorithm>

namespace searchd {

SendingPlaces::SendingPlaces(int places) : places_(places) {}

std::shared_ptr<void> SendingPlaces::take(const ClientAddress& client) {
  const std::lock_guard lock(taken_->mutex);
  const auto of_client = taken_->by_client.find(client);
  const int held = of_client == taken_->by_client.end() ? 0 : of_client->second;
  const int most = client.is_loopback ? places_ : std::max(1, places_ / 2);
  if (taken_->all >= places_ || held >= most) return nullptr;
  ++taken_->all;
  ++taken_->by_client[client];
  return {taken_.get(), [taken = taken_, client](void*) {
            const std::lock_guard again(taken->mutex);
            --taken->all;
            const auto found = taken->by_client.find(client);
            if (--found->second == 0) taken->by_client.erase(found);
          }};
}

}  // namespace searchd

// A foreign file read in a process of its own: what hangs, crashes or eats memory there ends that reading
// alone.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

#include "corpus/sources/source.h"

namespace corpus {

/// What a reading process may use. The figures are M12 of the reliability rules: ten seconds of CPU for each
/// 10 MB, and no record is larger.
struct ChildLimits {
  std::uint64_t memory = std::uint64_t{512} << 20;  // bytes beyond those mapped at its start; not in
                                                    // sanitizer builds, which map terabytes
  std::chrono::seconds cpu{10};                     // for one item
  std::chrono::milliseconds silence{300'000};  // between two items, by the clock: one that waits for ever
};

/// Opens `path` as open_source() does and reads it in a child process, which has no other file open, may not
/// write, reach the network or start programs, and ends with this one. Its items come back over a pipe as
/// frames (item_frame.h), which are checked like anybody's bytes.
///
/// Where the child dies or says nothing sensible, next() throws SourceError, which names the file, the cause
/// and how far it came; the items before that are good. Throws SourceError as open_source() does. To be
/// called while the program has no other thread; the child gets none of what other threads hold.
std::unique_ptr<Source> open_in_child(const std::filesystem::path& path, const ChildLimits& limits = {});

/// The same for what `open` gives, which is called in the child. `path` is for messages.
std::unique_ptr<Source> read_in_child(const std::function<std::unique_ptr<Source>()>& open,
                                      const std::filesystem::path& path, const ChildLimits& limits);

}  // namespace corpus

// What a process that reads foreign files may not do.
#pragma once

#include <sys/types.h>

#include <chrono>

#include "corpus/sources/child_source.h"

namespace corpus {

/// Takes from this process, for good: every open file but `pipe`, the making of core dumps, processes and
/// network connections, all writing to files, and memory beyond `limits`; it ends when its `parent` does.
/// Throws SourceError where that cannot be done.
void enter_cage(int pipe, pid_t parent, const ChildLimits& limits);

/// From now on this process may use `more` of CPU time before it is ended with SIGXCPU.
void allow_cpu(std::chrono::seconds more);

}  // namespace corpus

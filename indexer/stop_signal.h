// SIGINT and SIGTERM as a question that a long command asks between two batches.
#pragma once

namespace indexer {

/// From now on SIGINT and SIGTERM are only noted; a second one ends the program at once, which harms nothing:
/// a batch is on the disk whole or not at all.
void note_stop_signals();

/// The signal that was noted; 0: none.
int stop_signal();

/// Says on standard error which signal stopped the command and what `state` things are in; the exit code for
/// it: 128 and the signal's number, as a shell has it.
int stopped(const char* state = "what was done is kept, the same command goes on from here");

}  // namespace indexer

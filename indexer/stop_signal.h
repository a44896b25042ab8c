// SIGINT and SIGTERM as a question that a long command asks between two batches.
#pragma once

namespace indexer {

/// From now on SIGINT and SIGTERM are only noted; a second one ends the program at once, which harms nothing:
/// a batch is on the disk whole or not at all.
void note_stop_signals();

/// The signal that was noted; 0: none.
int stop_signal();

}  // namespace indexer

#include "corpus/sources/container.h"

#include "corpus/sources/bundle.h"
#include "corpus/sources/bundle_reader.h"
#include "corpus/sources/flat_file.h"
#include "corpus/sources/gzip_stream.h"
#include "corpus/sources/warc.h"
#include "corpus/sources/warc_reader.h"

namespace corpus {

std::unique_ptr<Source> open_container(const InputFile& file, std::string_view head, Holding holding) {
  if (is_warc(head)) return open_warc(file, false);
  const bool may_be_gzip = holding == Holding::anything || holding == Holding::in_bundle;
  if (may_be_gzip && is_gzip(head)) return open_gzip(file, holding);
  if (holding == Holding::anything && is_zip(head)) return open_bundle(file, "zip");
  if ((holding == Holding::anything || holding == Holding::in_gzip) && is_tar(head))
    return open_bundle(file, "tar");
  return open_flat_file(file, head);
}

}  // namespace corpus

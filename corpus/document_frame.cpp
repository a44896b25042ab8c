#include "corpus/document_frame.h"

#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

namespace corpus {
namespace {

void write(FrameWriter& frame, const analyzers::Span& span) {
  frame.number(static_cast<std::uint8_t>(span.field));
  frame.number(span.begin);
  frame.number(span.end);
}

analyzers::Span read_span(FrameReader& frame) {
  const auto field = frame.one_to(analyzers::TextField::body);
  const auto begin = frame.number<std::uint32_t>();
  const auto end = frame.number<std::uint32_t>();
  if (begin > end) throw FrameError("a span begins after its end");
  return {field, begin, end};
}

void write(FrameWriter& frame, const analyzers::Tag& tag) {
  frame.number(static_cast<std::uint8_t>(tag.type));
  frame.texts(tag.id, tag.rule);
  frame.list(tag.spans, [&frame](const analyzers::Span& span) { write(frame, span); });
}

analyzers::Tag read_tag(FrameReader& frame) {
  const auto type = frame.one_to(analyzers::EntryType::group);
  auto id = frame.text();
  auto rule = frame.text();
  return {type, std::move(id), std::move(rule), frame.list([&frame] { return read_span(frame); })};
}

// As text, so that no day comes over that there is not.
PublicationDate read_days(FrameReader& frame) {
  const auto days = frame.text();
  if (days.empty()) return {};
  auto date = parse_date(days);
  if (!date) throw FrameError("a date is none");
  date->words.clear();
  return *date;
}

void write(FrameWriter& frame, const PublicationDate& date) {
  frame.text(to_string(date));
  frame.number(static_cast<std::uint8_t>(date.evidence));
  frame.texts(date.words, date.gmt);
}

PublicationDate read_date(FrameReader& frame) {
  auto date = read_days(frame);
  date.evidence = frame.one_to(DateEvidence::decision);
  date.words = frame.text();
  date.gmt = frame.text();
  return date;
}

void write(FrameWriter& frame, const EventDate& event) {
  frame.text(to_string(event));
  frame.number(static_cast<std::uint8_t>(event.rule));
  frame.text(event.words);
  write(frame, event.where);
}

EventDate read_event(FrameReader& frame) {
  auto event = event_date_of(read_days(frame));
  if (!event) throw FrameError("an event has no date");
  event->rule = frame.one_to(DateRule::relative);
  event->words = frame.text();
  event->where = read_span(frame);
  return *event;
}

void write(FrameWriter& frame, const std::optional<Withdrawal>& withdrawn) {
  frame.number(withdrawn.has_value());
  if (withdrawn) frame.texts(withdrawn->reason, withdrawn->time);
}

std::optional<Withdrawal> read_withdrawal(FrameReader& frame) {
  if (!frame.flag()) return std::nullopt;
  Withdrawal withdrawal;
  withdrawal.reason = frame.text();
  withdrawal.time = frame.text();
  const auto day = parse_date(withdrawal.time);
  if (!withdrawal.time.empty() && (!day || day->precision != DatePrecision::day))
    throw FrameError("the time of a withdrawal is none");
  return withdrawal;
}

// A score has hundredths.
void write(FrameWriter& frame, const std::optional<TwinEvidence>& evidence) {
  frame.number(evidence.has_value());
  if (!evidence) return;
  frame.number(static_cast<std::int32_t>(std::lround(evidence->score * 100)));
  frame.number(static_cast<std::int32_t>(std::lround(evidence->order * 100)));
  frame.list(evidence->reasons);
}

std::optional<TwinEvidence> read_twin_evidence(FrameReader& frame) {
  if (!frame.flag()) return std::nullopt;
  TwinEvidence evidence;
  evidence.score = frame.number<std::int32_t>() / 100.0;
  evidence.order = frame.number<std::int32_t>() / 100.0;
  evidence.reasons = frame.texts();
  return evidence;
}

}  // namespace

void write_document(FrameWriter& frame, const Document& document) {
  frame.texts(document.id, document.key, document.title, document.summary, document.body, document.url,
              document.parent, document.translation);
  frame.list(document.aliases);
  frame.number(static_cast<std::uint8_t>(document.kind));
  frame.number(static_cast<std::uint8_t>(document.language));
  write(frame, document.published);
  write(frame, document.modified);
  frame.list(document.events, [&frame](const EventDate& event) { write(frame, event); });
  frame.list(document.tags, [&frame](const analyzers::Tag& tag) { write(frame, tag); });
  frame.list(document.hashtags);
  frame.list(document.occurrences, [&frame](const Occurrence& met) { frame.texts(met.source, met.anchor); });
  write(frame, document.twin_evidence);
  write(frame, document.withdrawn);
}

Document read_document(FrameReader& frame) {
  Document document;
  for (auto* text : {&document.id, &document.key, &document.title, &document.summary, &document.body,
                     &document.url, &document.parent, &document.translation}) {
    *text = frame.text();
  }
  document.aliases = frame.texts();
  document.kind = frame.one_to(Kind::page);
  document.language = frame.one_to(analyzers::Language::other);
  document.published = read_date(frame);
  document.modified = read_date(frame);
  document.events = frame.list([&frame] { return read_event(frame); });
  document.tags = frame.list([&frame] { return read_tag(frame); });
  document.hashtags = frame.texts();
  document.occurrences = frame.list([&frame] {
    auto source = frame.text();
    return Occurrence{std::move(source), frame.text()};
  });
  document.twin_evidence = read_twin_evidence(frame);
  document.withdrawn = read_withdrawal(frame);
  return document;
}

}  // namespace corpus

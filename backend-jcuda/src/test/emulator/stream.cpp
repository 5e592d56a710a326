#include "stream.h"

#include <algorithm>

#include "context.h"

namespace emulator {

namespace {

std::vector<Stream*> all_streams(Context& context) {
  std::vector<Stream*> all = {&context.legacy};
  for (auto& stream : context.streams) {
    all.push_back(stream.get());
  }
  return all;
}

void need(Work& work, Stream& other) {
  if (!other.queue.empty()) {
    work.needs.push_back(other.mark());
  }
}

// The legacy stream and those that are not made non-blocking wait for each other.
void order_with_legacy(Stream& stream, Work& work) {
  Context& context = *stream.context;
  if (&stream != &context.legacy) {
    if (stream.blocking) {
      need(work, context.legacy);
    }
    return;
  }
  for (auto& other : context.streams) {
    if (other->blocking) {
      if (other->capture) {
        spoil(other->capture, CUDA_ERROR_STREAM_CAPTURE_IMPLICIT, "the legacy stream would wait for a captured one");
      }
      need(work, *other);
    }
  }
}

// The stream whose turn it is before this one can go on.
Stream* next(Stream& stream) {
  Stream* turn = &stream;
  while (!turn->queue.front().is_ready()) {
    auto& needs = turn->queue.front().needs;
    turn = (*std::find_if(needs.begin(), needs.end(), [](auto& moment) { return !moment->reached; }))->stream;
  }
  return turn;
}

Stream* any_ready(Context& context) {
  std::vector<Stream*> ready;
  for (Stream* stream : all_streams(context)) {
    if (!stream->queue.empty() && stream->queue.front().is_ready()) {
      ready.push_back(stream);
    }
  }
  return ready[context.order.pick(ready.size())];
}

}  // namespace

bool Work::is_ready() const {
  return std::all_of(needs.begin(), needs.end(), [](auto& moment) { return moment->reached; });
}

std::shared_ptr<Moment> Stream::mark() {
  auto moment = std::make_shared<Moment>(Moment{this});
  queue.push_back({[moment] {
    moment->reached = true;
    moment->at = std::chrono::steady_clock::now();
  }});
  return moment;
}

void Stream::step() {
  Work work = std::move(queue.front());
  queue.pop_front();
  context->unchecked = true;
  try {
    work.run();
  } catch (const Fault& fault) {
    context->fail(fault);
  }
}

void submit(Stream& stream, std::function<void()> run) {
  if (stream.capture) {
    add_node(stream, std::move(run));
    return;
  }
  Work work{[context = stream.context, run = std::move(run)] {
    // A device that failed does no more work.
    if (context->error == CUDA_SUCCESS) {
      run();
    }
  }};
  order_with_legacy(stream, work);
  stream.queue.push_back(std::move(work));
}

void record(Event& event, Stream& stream) {
  event.capture = stream.capture;
  event.tail = stream.tail;
  event.last = stream.capture ? nullptr : stream.mark();
}

void wait(Stream& stream, const Event& event) {
  if (event.capture) {
    if (!event.capture->active) {
      throw Fault{CUDA_ERROR_CAPTURED_EVENT, "the event was recorded in a capture that has ended"};
    }
    join(stream, event.capture, event.tail);
  } else if (stream.capture && event.last) {
    spoil(stream.capture, CUDA_ERROR_STREAM_CAPTURE_ISOLATION, "the event was recorded outside of the capture");
  } else if (event.last) {
    stream.queue.push_back({[] {}, {event.last}});
  }
}

void advance(Stream& stream) {
  if (!stream.queue.empty()) {
    Context& context = *stream.context;
    (context.order.is_shuffled() ? any_ready(context) : next(stream))->step();
  }
}

void drain(Stream& stream) {
  while (!stream.queue.empty()) {
    advance(stream);
  }
}

void drain(Context& context) {
  for (Stream* stream : all_streams(context)) {
    drain(*stream);
  }
}

void drain_blocking(Context& context) {
  for (Stream* stream : all_streams(context)) {
    if (stream->blocking) {
      drain(*stream);
    }
  }
}

}  // namespace emulator

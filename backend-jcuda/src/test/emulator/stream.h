// Streams: queues of work that nothing runs until somebody waits for it.
#pragma once

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "cuda_types.h"

namespace emulator {

struct Capture;

// A point in a stream that other streams, and the host, can wait for.
struct Moment {
  Stream* stream;
  bool reached = false;
  std::chrono::steady_clock::time_point at = {};
};

struct Work {
  std::function<void()> run;
  std::vector<std::shared_ptr<Moment>> needs = {};

  bool is_ready() const;
};

struct Stream {
  Context* context;
  // Waits for the legacy stream, and that one for it.
  bool blocking;
  std::deque<Work> queue = {};
  // Where its work goes instead of the queue, and the nodes that the next one follows.
  std::shared_ptr<Capture> capture = nullptr;
  std::vector<Node*> tail = {};

  // Marks the end of what is queued.
  std::shared_ptr<Moment> mark();
  // Runs the first piece of work.
  void step();
};

struct Event {
  bool timed;
  std::shared_ptr<Moment> last = nullptr;
  // Where it was recorded instead, if that was a capture.
  std::shared_ptr<Capture> capture = nullptr;
  std::vector<Node*> tail = {};
};

// Queues work, or adds it to the graph that is captured.
void submit(Stream& stream, std::function<void()> run);

void record(Event& event, Stream& stream);
void wait(Stream& stream, const Event& event);

// Runs what is queued in a stream, and what that waits for.
void drain(Stream& stream);
void drain(Context& context);
// Runs what the legacy stream waits for.
void drain_blocking(Context& context);
// Runs one piece of work, if there is any, so that asking again and again comes to an end.
void advance(Stream& stream);

}  // namespace emulator

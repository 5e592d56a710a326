#include "graph.h"

#include <algorithm>
#include <set>

#include "counts.h"
#include "fault.h"
#include "stream.h"

namespace emulator {

namespace {

thread_local CUstreamCaptureMode interaction = CAPTURE_GLOBAL;

std::vector<std::shared_ptr<Capture>> active;

// Whether a call that is not safe while somebody captures is not safe for this thread.
bool endangers(const Capture& capture) {
  bool ours = capture.thread == std::this_thread::get_id() && capture.mode != CAPTURE_RELAXED;
  bool everyones = capture.mode == CAPTURE_GLOBAL && interaction == CAPTURE_GLOBAL;
  return interaction != CAPTURE_RELAXED && (ours || everyones);
}

void add_ancestors(Node* node, std::set<Node*>& found) {
  if (found.insert(node).second) {
    for (Node* each : node->needs) {
      add_ancestors(each, found);
    }
  }
}

bool is_joined(const Capture& capture) {
  std::set<Node*> reached;
  for (Node* node : capture.origin->tail) {
    add_ancestors(node, reached);
  }
  return std::all_of(capture.streams.begin(), capture.streams.end(), [&](const Stream* stream) {
    return std::all_of(stream->tail.begin(), stream->tail.end(), [&](Node* node) { return reached.count(node) > 0; });
  });
}

void finish(Capture& capture) {
  capture.active = false;
  // The last reference may be one of those that go away here.
  auto streams = std::move(capture.streams);
  active.erase(std::remove_if(active.begin(), active.end(), [&](auto& each) { return each.get() == &capture; }),
               active.end());
  for (Stream* stream : streams) {
    stream->tail.clear();
    stream->capture.reset();
  }
}

}  // namespace

void begin_capture(Stream& stream, CUstreamCaptureMode mode) {
  if (stream.capture) {
    throw Fault{CUDA_ERROR_ILLEGAL_STATE, "the stream is captured already"};
  }
  auto capture = std::make_shared<Capture>(Capture{&stream, mode, std::this_thread::get_id()});
  active.push_back(capture);
  join(stream, capture, {});
}

Graph end_capture(Stream& stream) {
  std::shared_ptr<Capture> capture = stream.capture;
  if (!capture) {
    throw Fault{CUDA_ERROR_ILLEGAL_STATE, "the stream is not captured"};
  }
  if (capture->origin != &stream) {
    spoil(capture, CUDA_ERROR_STREAM_CAPTURE_UNMATCHED, "capture began in another stream");
  }
  if (capture->mode != CAPTURE_RELAXED && capture->thread != std::this_thread::get_id()) {
    throw Fault{CUDA_ERROR_STREAM_CAPTURE_WRONG_THREAD, "capture began in another thread"};
  }
  bool joined = is_joined(*capture);
  finish(*capture);
  if (!capture->valid) {
    throw Fault{CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "a call before this one spoilt the capture"};
  }
  if (!joined) {
    throw Fault{CUDA_ERROR_STREAM_CAPTURE_UNJOINED, "a stream took part whose work the first one did not wait for"};
  }
  return std::move(capture->graph);
}

void abandon_capture(Stream& stream) {
  if (stream.capture) {
    finish(*std::shared_ptr<Capture>(stream.capture));
  }
}

void add_node(Stream& stream, std::function<void()> run) {
  if (!stream.capture->valid) {
    throw Fault{CUDA_ERROR_STREAM_CAPTURE_INVALIDATED, "a call before this one spoilt the capture"};
  }
  auto& nodes = stream.capture->graph.nodes;
  nodes.push_back(std::make_shared<Node>(Node{std::move(run), stream.tail}));
  stream.tail = {nodes.back().get()};
}

void join(Stream& stream, const std::shared_ptr<Capture>& capture, const std::vector<Node*>& behind) {
  if (stream.capture && stream.capture != capture) {
    spoil(stream.capture, CUDA_ERROR_STREAM_CAPTURE_MERGE, "the event belongs to another capture");
  }
  if (!stream.capture) {
    stream.capture = capture;
    capture->streams.push_back(&stream);
  }
  for (Node* node : behind) {
    if (std::find(stream.tail.begin(), stream.tail.end(), node) == stream.tail.end()) {
      stream.tail.push_back(node);
    }
  }
}

void refuse_in_capture(const char* call) {
  for (auto& capture : active) {
    if (endangers(*capture)) {
      spoil(capture, CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, call);
    }
  }
}

void spoil(const std::shared_ptr<Capture>& capture, CUresult error, const char* text) {
  capture->valid = false;
  throw Fault{error, text};
}

CUstreamCaptureMode exchange_capture_mode(CUstreamCaptureMode mode) { return std::exchange(interaction, mode); }

void run(const Graph& graph, Order& order) {
  std::vector<Node*> left;
  for (auto& node : graph.nodes) {
    left.push_back(node.get());
  }
  std::set<Node*> done;
  while (!left.empty()) {
    std::vector<std::size_t> ready;
    for (std::size_t i = 0; i < left.size(); i++) {
      auto& needs = left[i]->needs;
      if (std::all_of(needs.begin(), needs.end(), [&](Node* node) { return done.count(node) > 0; })) {
        ready.push_back(i);
        if (!order.is_shuffled()) {
          break;
        }
      }
    }
    std::size_t chosen = ready[order.pick(ready.size())];
    Node* node = left[chosen];
    left.erase(left.begin() + static_cast<std::ptrdiff_t>(chosen));
    node->run();
    done.insert(node);
    count("graph node");
  }
}

}  // namespace emulator

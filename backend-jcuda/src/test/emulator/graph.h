// Graphs, and their capture from streams.
#pragma once

#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "cuda_types.h"
#include "order.h"

namespace emulator {

struct Node {
  std::function<void()> run;
  std::vector<Node*> needs;
};

struct Graph {
  // Each behind all it needs.
  std::vector<std::shared_ptr<Node>> nodes;
};

struct Executable {
  std::shared_ptr<const Graph> graph;
};

struct Capture {
  Stream* origin;
  CUstreamCaptureMode mode;
  std::thread::id thread;
  Graph graph = {};
  // All streams that take part.
  std::vector<Stream*> streams = {};
  bool active = true;
  bool valid = true;
};

void begin_capture(Stream& stream, CUstreamCaptureMode mode);
Graph end_capture(Stream& stream);
// Ends the capture that the stream takes part in, if any, without a graph.
void abandon_capture(Stream& stream);

// Adds a node behind the last ones of a stream.
void add_node(Stream& stream, std::function<void()> run);

// Lets a stream take part and go on behind these nodes.
void join(Stream& stream, const std::shared_ptr<Capture>& capture, const std::vector<Node*>& behind);

// Refuses what this host thread must not call while it captures, and spoils the capture.
void refuse_in_capture(const char* call);
void spoil(const std::shared_ptr<Capture>& capture, CUresult error, const char* text);

CUstreamCaptureMode exchange_capture_mode(CUstreamCaptureMode mode);

// Runs every node behind all it needs.
void run(const Graph& graph, Order& order);

}  // namespace emulator

// Streams, events, capture and graphs.
#include <chrono>
#include <cstdint>

#include "driver.h"
#include "settings.h"

namespace emulator {

namespace {

void demand_uncaptured(const Stream& stream) {
  if (stream.capture) {
    spoil(stream.capture, CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "waits for a stream that is captured");
  }
}

void demand_uncaptured(const Event& event) {
  demand(!event.capture, CUDA_ERROR_CAPTURED_EVENT, "the event was recorded in a capture");
}

}  // namespace

}  // namespace emulator

using namespace emulator;

CUDA_API cuStreamCreate(CUstream* stream, unsigned flags) {
  return call(__func__, [&] {
    Context& context = current();
    *stream = context.streams.add({&context, flags != STREAM_NON_BLOCKING});
  });
}

CUDA_API cuStreamDestroy_v2(CUstream handle) {
  return call(__func__, [&] {
    Context& context = current();
    Stream& stream = context.streams.get(handle);
    abandon_capture(stream);
    drain(stream);
    context.streams.remove(handle);
  });
}

CUDA_API cuStreamSynchronize(CUstream handle) {
  return call(__func__, [&] {
    Context& context = current();
    Stream& stream = context.stream(handle);
    demand_uncaptured(stream);
    refuse_in_capture("waits for a stream");
    if (handle == nullptr) {
      drain_blocking(context);
    }
    drain(stream);
    context.check();
  });
}

CUDA_API cuStreamQuery(CUstream handle) {
  return call(__func__, [&] {
    Stream& stream = current().stream(handle);
    demand_uncaptured(stream);
    refuse_in_capture("asks a stream");
    advance(stream);
    demand(stream.queue.empty(), CUDA_ERROR_NOT_READY, "");
    current().check();
  });
}

CUDA_API cuStreamWaitEvent(CUstream stream, CUevent event, unsigned) {
  return call(__func__, [&] { wait(current().stream(stream), current().events.get(event)); });
}

CUDA_API cuEventCreate(CUevent* event, unsigned flags) {
  return call(__func__, [&] { *event = current().events.add({(flags & EVENT_DISABLE_TIMING) == 0}); });
}

CUDA_API cuEventDestroy_v2(CUevent event) {
  return call(__func__, [&] {
    current().events.remove(event);
  });
}

CUDA_API cuEventRecord(CUevent event, CUstream stream) {
  return call(__func__, [&] { record(current().events.get(event), current().stream(stream)); });
}

CUDA_API cuEventSynchronize(CUevent handle) {
  return call(__func__, [&] {
    Event& event = current().events.get(handle);
    demand_uncaptured(event);
    refuse_in_capture("waits for an event");
    while (event.last && !event.last->reached) {
      advance(*event.last->stream);
    }
    current().check();
  });
}

CUDA_API cuEventQuery(CUevent handle) {
  return call(__func__, [&] {
    Event& event = current().events.get(handle);
    demand_uncaptured(event);
    refuse_in_capture("asks an event");
    if (event.last && !event.last->reached) {
      advance(*event.last->stream);
      demand(event.last->reached, CUDA_ERROR_NOT_READY, "");
    }
    current().check();
  });
}

CUDA_API cuEventElapsedTime(float* milliseconds, CUevent from, CUevent to) {
  return call(__func__, [&] {
    Event& first = current().events.get(from);
    Event& second = current().events.get(to);
    demand(first.timed && second.timed && first.last && second.last, CUDA_ERROR_INVALID_HANDLE,
           "both events must be recorded, and made with timing");
    demand(first.last->reached && second.last->reached, CUDA_ERROR_NOT_READY, "");
    *milliseconds = std::chrono::duration<float, std::milli>(second.last->at - first.last->at).count();
  });
}

CUDA_API cuStreamBeginCapture_v2(CUstream handle, CUstreamCaptureMode mode) {
  return call(__func__, [&] {
    demand(handle != nullptr, CUDA_ERROR_STREAM_CAPTURE_UNSUPPORTED, "the legacy stream cannot be captured");
    demand(settings().capture != "never", CUDA_ERROR_NOT_SUPPORTED, "VAE4J_EMULATOR_CAPTURE=never");
    begin_capture(current().streams.get(handle), mode);
  });
}

CUDA_API cuStreamEndCapture(CUstream handle, CUgraph* graph) {
  return call(__func__, [&] {
    *graph = nullptr;
    *graph = current().graphs.add(end_capture(current().stream(handle)));
  });
}

CUDA_API cuStreamIsCapturing(CUstream handle, CUstreamCaptureStatus* status) {
  return call(__func__, [&] {
    auto& capture = current().stream(handle).capture;
    *status = !capture ? CAPTURE_NONE : capture->valid ? CAPTURE_ACTIVE : CAPTURE_INVALIDATED;
  });
}

CUDA_API cuThreadExchangeStreamCaptureMode(CUstreamCaptureMode* mode) {
  return call(__func__, [&] { *mode = exchange_capture_mode(*mode); });
}

CUDA_API cuGraphInstantiateWithFlags(CUgraphExec* executable, CUgraph handle, unsigned long long) {
  return call(__func__, [&] {
    demand(settings().capture != "refused", CUDA_ERROR_NOT_SUPPORTED, "VAE4J_EMULATOR_CAPTURE=refused");
    Graph& graph = current().graphs.get(handle);
    *executable = current().executables.add({std::make_shared<const Graph>(graph)});
  });
}

CUDA_API cuGraphLaunch(CUgraphExec handle, CUstream stream) {
  return call(__func__, [&] {
    Context& context = current();
    Stream& found = context.stream(stream);
    demand(!found.capture, CUDA_ERROR_NOT_SUPPORTED, "graphs within graphs are not emulated");
    submit(found, [graph = context.executables.get(handle).graph, &context] {
      run(*graph, context.order);
    });
  });
}

CUDA_API cuGraphDestroy(CUgraph graph) {
  return call(__func__, [&] {
    current().graphs.remove(graph);
  });
}

CUDA_API cuGraphExecDestroy(CUgraphExec executable) {
  return call(__func__, [&] {
    current().executables.remove(executable);
  });
}

CUDA_API cuGraphGetNodes(CUgraph handle, CUgraphNode* nodes, std::size_t* count) {
  return call(__func__, [&] {
    auto& all = current().graphs.get(handle).nodes;
    for (std::size_t i = 0; nodes != nullptr && i < *count; i++) {
      nodes[i] = i < all.size() ? all[i].get() : nullptr;
    }
    *count = nodes == nullptr || *count > all.size() ? all.size() : *count;
  });
}

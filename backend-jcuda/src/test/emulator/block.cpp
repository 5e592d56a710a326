#include "block.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

namespace emulator {

namespace {

// NaN, told by its payload from one that was computed.
constexpr std::uint32_t UNWRITTEN_SHARED = 0x7fc0beef;

bool same(const Site& a, const Site& b) {
  return a.line == b.line && (a.file == b.file || std::strcmp(a.file, b.file) == 0);
}

}  // namespace

std::string text(uint3 i) {
  return "(" + std::to_string(i.x) + ", " + std::to_string(i.y) + ", " + std::to_string(i.z) + ")";
}

std::string text(const Site& site) { return place(site.file, static_cast<unsigned>(site.line)); }

void Block::begin(const Launch& launch, Order& order) {
  launch_ = &launch;
  order_ = &order;
  dim3 size = launch.block;
  threads_.clear();
  for (unsigned z = 0; z < size.z; z++) {
    for (unsigned y = 0; y < size.y; y++) {
      for (unsigned x = 0; x < size.x; x++) {
        threads_.push_back({{x, y, z}, State::RUNS, {}, nullptr, 0});
      }
    }
  }
  warps_.assign((threads_.size() + LANES - 1) / LANES, {});
  sequence_.resize(threads_.size());
  std::iota(sequence_.begin(), sequence_.end(), 0);
}

void Block::run() {
  fill_shared();
  order_->arrange(sequence_);
  started_ = 0;
  returned_ = 0;
  ready_.clear();
  resumed_ = 0;
  run_threads();
  while (returned_ < static_cast<int>(threads_.size())) {
    release();
    run_threads();
  }
}

void Block::fill_shared() const {
  SharedArrays shared = launch_->kernel->shared;
  for (char* at = shared.begin; launch_->shared > 0 && at + 4 <= shared.end; at += 4) {
    std::memcpy(at, &UNWRITTEN_SHARED, 4);
  }
}

// Runs all threads until each waits or has returned.
void Block::run_threads() {
  if (Fibre* first = next()) {
    first->enter();
  }
  running_ = nullptr;
  if (fault_) {
    throw *std::exchange(fault_, std::nullopt);
  }
}

// The fibre that goes on when one waits: of a thread that was released, or an idle one to start threads on.
Fibre* Block::next() {
  if (resumed_ < ready_.size()) {
    current_ = ready_[resumed_++];
    threadIdx = threads_[current_].index;
    return running_ = threads_[current_].fibre;
  }
  return running_ = started_ < sequence_.size() ? idle() : nullptr;
}

Fibre* Block::idle() {
  if (idle_.empty()) {
    fibres_.push_back(std::make_unique<Fibre>([this] { return start_threads(); }));
    return fibres_.back().get();
  }
  Fibre* fibre = idle_.back();
  idle_.pop_back();
  return fibre;
}

// On a fibre: runs threads until one waits; another fibre then takes the rest.
Fibre* Block::start_threads() {
  Fibre* self = running_;
  while (started_ < sequence_.size()) {
    current_ = sequence_[started_++];
    Thread& thread = threads_[current_];
    thread.fibre = self;
    threadIdx = thread.index;
    launch_->kernel->run(launch_->parameters.data());
    threads_[current_].state = State::RETURNED;
    returned_++;
  }
  Fibre* other = next();
  idle_.push_back(self);
  return other;
}

void Block::abandon() {
  idle_.clear();
  for (auto& fibre : fibres_) {
    fibre->restart();
    idle_.push_back(fibre.get());
  }
}

void Block::wait(State state, Site site) {
  Thread& thread = threads_[current_];
  thread.state = state;
  thread.site = site;
  Fibre* self = thread.fibre;
  Fibre* other = next();
  if (other != self) {
    self->leave(other);
  }
}

const std::uint64_t* Block::exchange(std::uint64_t value, Site site) {
  Warp& warp = warps_[current_ / LANES];
  std::uint64_t* table = warp.table[threads_[current_].exchanges++ % 2];
  table[lane()] = value;
  warp.waiting++;
  wait(State::IN_WARP, site);
  return table;
}

// Lets one warp go on, whose lanes all arrived or which an open barrier lets through. Never several together: where no
// barrier holds it, a warp may be far ahead of another.
void Block::release() {
  find_able();
  if (able_.empty()) {
    open_barrier();
    find_able();
  }
  let_go(able_[order_->pick(able_.size())]);
}

void Block::find_able() {
  able_.clear();
  for (int warp = 0; warp < static_cast<int>(warps_.size()); warp++) {
    if (warps_[warp].waiting == LANES || warps_[warp].free) {
      able_.push_back(warp);
    }
  }
}

void Block::open_barrier() {
  int first = -1;
  for (int thread = 0; thread < static_cast<int>(threads_.size()); thread++) {
    const Thread& each = threads_[thread];
    if (each.state == State::IN_WARP) {
      throw Fault{CUDA_ERROR_LAUNCH_FAILED, where(thread) + " waits for lanes of its warp that never come"};
    }
    if (each.state == State::AT_BARRIER) {
      first = first < 0 ? thread : first;
      if (!same(threads_[first].site, each.site)) {
        throw Fault{CUDA_ERROR_LAUNCH_FAILED, where(first) + " and " + where(thread) + " wait at different barriers"};
      }
      warps_[thread / LANES].free = true;
    }
  }
}

void Block::let_go(int number) {
  Warp& warp = warps_[number];
  ready_.clear();
  resumed_ = 0;
  int first = number * LANES;
  for (int thread = first; thread < std::min(first + LANES, static_cast<int>(threads_.size())); thread++) {
    Thread& each = threads_[thread];
    if (each.state == State::IN_WARP && !same(each.site, threads_[first].site)) {
      throw Fault{CUDA_ERROR_LAUNCH_FAILED, where(first) + " and " + where(thread) + " exchange at different places"};
    }
    if (each.state != State::RETURNED) {
      each.state = State::RUNS;
      ready_.push_back(thread);
    }
  }
  warp.waiting = 0;
  warp.free = false;
  order_->arrange(ready_);
}

std::string Block::where(int thread) const {
  return "thread " + text(threads_[thread].index) + " at " + text(threads_[thread].site);
}

void Block::fail(Fault fault) {
  fault.text = "thread " + text(threads_[current_].index) + ": " + fault.text;
  fault_ = std::move(fault);
  running_->leave(nullptr);
  __builtin_unreachable();
}

}  // namespace emulator

#include "grid.h"

#include <pthread.h>

#include <cstdint>
#include <numeric>

#include "block.h"
#include "emulated_cuda.h"
#include "fault.h"

uint3 threadIdx;
uint3 blockIdx;
dim3 blockDim;
dim3 gridDim;

namespace emulator {

namespace {

// The block that runs; there is one at a time.
Block block;
// Which host thread runs it.
pthread_t host;

}  // namespace

bool in_kernel() { return block.in_thread() && pthread_equal(host, pthread_self()); }

void fail(CUresult error, const std::string& text) { block.fail({error, text}); }

void wait_for_block(Site site) { block.wait(State::AT_BARRIER, site); }

const std::uint64_t* exchange(unsigned mask, std::uint64_t value, Site site) {
  if (mask != 0xffffffffu) {
    fail(CUDA_ERROR_LAUNCH_FAILED, "exchanges with a part of its warp at " + text(site));
  }
  return block.exchange(value, site);
}

int lane() { return block.lane(); }

void run(const Launch& launch, Order& order) {
  host = pthread_self();
  blockDim = launch.block;
  gridDim = launch.grid;
  block.begin(launch, order);
  std::vector<std::uint64_t> blocks(std::uint64_t{launch.grid.x} * launch.grid.y * launch.grid.z);
  std::iota(blocks.begin(), blocks.end(), std::uint64_t{0});
  order.arrange(blocks);
  for (std::uint64_t at : blocks) {
    blockIdx.x = static_cast<unsigned>(at % gridDim.x);
    blockIdx.y = static_cast<unsigned>(at / gridDim.x % gridDim.y);
    blockIdx.z = static_cast<unsigned>(at / gridDim.x / gridDim.y);
    try {
      block.run();
    } catch (Fault& fault) {
      block.abandon();
      fault.text = std::string("kernel ") + launch.kernel->name + ", block " + text(blockIdx) + ", " + fault.text;
      throw;
    }
  }
}

}  // namespace emulator

// A stack of its own for code that has to stop in the middle and go on later.
#pragma once

#include <functional>

namespace emulator {

class Fibre {
 public:
  // A fibre that runs the body again each time it is resumed after the body's end.
  explicit Fibre(std::function<void()> body);
  ~Fibre();
  Fibre(const Fibre&) = delete;

  // Runs until the fibre pauses, or its body ends.
  void resume();

  // Called on the fibre: goes back to who resumed it.
  void pause();

  // Forgets where the fibre was; the next resume begins the body.
  void restart();

 private:
  static void begin();

  std::function<void()> body_;
  char* stack_;
  char* top_;
  void* here_ = nullptr;
  void* resumer_ = nullptr;
};

}  // namespace emulator

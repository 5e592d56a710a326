// A stack of its own for code that has to stop in the middle and go on later.
#pragma once

#include <functional>

namespace emulator {

class Fibre {
 public:
  // Runs the body each time it is entered after the body's end; the body says who goes on then: a fibre, or null for
  // the host thread.
  explicit Fibre(std::function<Fibre*()> body);
  ~Fibre();
  Fibre(const Fibre&) = delete;

  // Called on the host thread's own stack: lets this fibre go on, until one lets the host thread.
  void enter();

  // Called on this fibre: lets another go on, or the host thread.
  void leave(Fibre* next);

  // Forgets where the fibre was; it begins its body when it is entered.
  void restart();

 private:
  static void begin();

  std::function<Fibre*()> body_;
  char* stack_;
  char* top_;
  void* here_ = nullptr;
};

}  // namespace emulator

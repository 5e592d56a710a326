#!/bin/sh
# Makes the stand-in for the CUDA driver: build.sh OUTPUT FOLDER...
#
# Compiles the .cu files of the folders, each by itself, and links them with the driver's calls to OUTPUT/libcuda.so.1.
# What did not change is not compiled again. Where it cannot be made, OUTPUT/absent says why.
set -eu
mkdir -p "$1"
EMULATOR_OUTPUT=$(cd "$1" && pwd)
shift
for folder; do
  shift
  set -- "$@" "$(cd "$folder" && pwd)"
done
emulator=$(cd "$(dirname "$0")" && pwd)
library=$EMULATOR_OUTPUT/libcuda.so.1
rm -f "$EMULATOR_OUTPUT/absent"

absent() {
  rm -f "$library"
  echo "$1" >"$EMULATOR_OUTPUT/absent"
  echo "No emulated CUDA driver: $1."
  exit 0
}

[ "$(uname -sm)" = "Linux x86_64" ] || absent "it is made on Linux on x86-64 only"
command -v g++ >/dev/null || absent "it is made by g++, which is not installed"

# All .cu files but kernels.cu, which includes the others for nvcc.
sources() {
  printf '%s\0' "$emulator"/*.cpp
  find "$@" -maxdepth 1 -name '*.cu' ! -name kernels.cu -print0
}

# What every object is made of, besides its own source and what that includes.
EMULATOR_COMMON=$({ g++ --version && cat "$emulator"/*.h "$emulator"/*.sh; } | sha256sum)
export EMULATOR_OUTPUT EMULATOR_COMMON

# Includes in quotes are searched beside the file that includes, then here.
cd "$emulator"
sources "$@" | xargs -0 -P 2 -n 1 sh ./compile.sh
objects=$(sources "$@" | tr '\0' '\n' | sed 's|.*/||; s|$|.o|')
made_of=$(cd "$EMULATOR_OUTPUT" && echo "$objects" | sed 's|$|.made-of|' | xargs cat | sha256sum)
if [ ! -f "$library" ] || [ "$made_of" != "$(cat "$library.made-of" 2>/dev/null)" ]; then
  # Calls of the driver that are not emulated end the process when they are made, with their name.
  cd "$EMULATOR_OUTPUT"
  echo "$objects" | xargs g++ -shared -pthread -Wl,--no-undefined -Wl,-soname,libcuda.so.1 \
    -Wl,--version-script="$emulator/exports.map" -o "$library"
  echo "$made_of" >"$library.made-of"
fi

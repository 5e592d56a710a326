#!/bin/sh
# Compiles one source of the stand-in, unless its object was made of the same: compile.sh SOURCE, called by build.sh.
set -eu
source=$1
name=${source##*/}
object=$EMULATOR_OUTPUT/$name.o

# Contraction would make results depend on the processor.
flags="-std=c++17 -O2 -fPIC -fvisibility=hidden -ffp-contract=off -Wall -Wextra -Werror -Wno-unknown-pragmas -I."
case $name in
  *.cu)
    # What the sanitizers find is reported as CUDA errors, by fault.cpp.
    flags="$flags -fsanitize=alignment,bounds -fno-sanitize-recover=all"
    flags="$flags -include emulated_cuda.h -DEMULATED_UNIT=${name%.cu}"
    # The file with all that it includes, but without the folders, which do not matter.
    text=$EMULATOR_OUTPUT/$name.i
    g++ $flags -E -x c++ -D__global__=__kernel__ "$source" | sed 's|^\(# [0-9]* "\).*/|\1|' >"$text"
    # What is compiled: the file, and behind it a registration for each of its kernels.
    unit=$EMULATOR_OUTPUT/$name.cpp
    {
      echo "#include \"$source\""
      echo '#include "registration.h"'
      grep -v '^#' "$text" | tr '\n' ' ' | grep -o '__kernel__ *void *[A-Za-z0-9_]*' |
        sed 's/.* \(.*\)/EMULATED_KERNEL(\1)/'
    } >"$unit"
    ;;
  *)
    text=$source
    unit=$source
    ;;
esac

made_of="$EMULATOR_COMMON $(sha256sum <"$text")"
if [ ! -f "$object" ] || [ "$made_of" != "$(cat "$object.made-of" 2>/dev/null)" ]; then
  g++ $flags -c -o "$object" "$unit"
  echo "$made_of" >"$object.made-of"
fi

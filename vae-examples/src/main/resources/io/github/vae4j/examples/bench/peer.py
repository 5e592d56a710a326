"""What the peers of `vae bench` share: their options, their data, and rounds on request."""
import argparse
import json
import sys
import time

PIXELS = 784
WARM_UP_ROUNDS = 2


def options(modes=("eager",)):
    """Reads the options of every peer; the first of its modes is the default."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--mode", choices=modes, default=modes[0])
    parser.add_argument("--workload", required=True)
    for name in ("--batch", "--steps", "--threads"):
        parser.add_argument(name, type=int, required=True)
    parser.add_argument("--device", default="cpu")
    return parser.parse_args()


def mend(why):
    """Ends with what the user can do."""
    print(why, file=sys.stderr)
    sys.exit(2)


def missing(library, package):
    mend(f"no {library} in {sys.executable}; install it with: {sys.executable} -m pip install {package}")


def no_device(library, device, why):
    mend(f"{library} has no device {device}: {why}".splitlines()[0])


def unknown(workload):
    mend(f"this peer has no workload {workload}; leave the peer or the workload out")


def serve(device, training, encoding, batch, steps):
    """Warms up, then answers each request for a round until standard input ends.

    training: does so many steps and waits for the last; or None
    encoding: does one call, given its number
    """

    def round_of_training():
        start = time.perf_counter()
        training(steps)
        return {"ms": (time.perf_counter() - start) * 1000 / steps}

    def round_of_encoding():
        calls = []
        start = before = time.perf_counter()
        for i in range(steps):
            encoding(i)
            if batch == 1:
                now = time.perf_counter()
                calls.append((now - before) * 1000)
                before = now
        answer = {"ms": (time.perf_counter() - start) * 1000 / steps}
        return dict(answer, callsMs=calls) if calls else answer

    work = round_of_training if training else round_of_encoding
    for _ in range(WARM_UP_ROUNDS):
        work()
    print(json.dumps({"device": device}), flush=True)
    for line in sys.stdin:
        if line.strip() != "round":
            break
        print(json.dumps(work()), flush=True)

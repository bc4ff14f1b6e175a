#!/bin/sh
# What takes long: Tests/Soak/run.sh PROGRAM SECONDS. Half of the time goes to the fuzzers, the rest to kills over a large
# import and, once, to a document of about 2 GB.
set -eu
program=$(realpath "$1")
seconds=$2
here=$(cd "$(dirname "$0")" && pwd)
"$here/../XMLFuzz/run.sh" $((seconds / 4))
"$here/../ForeignFuzz/run.sh" $((seconds / 4))
/usr/bin/python3 "$here/kill.py" "$program" 100000 $((seconds / 3))
/usr/bin/python3 "$here/large.py" "$program" 2000

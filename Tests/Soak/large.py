#!/usr/bin/python3
"""Reads a made-up document of so many megabytes from a pipe and checks how much memory that took.

    large.py PROGRAM MEGABYTES
"""
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
LIMIT = 150


def main():
    program, megabytes = sys.argv[1], int(sys.argv[2])
    tickets = megabytes * 1000 * 1000 // 1080
    source = subprocess.Popen(
        [sys.executable, os.path.join(HERE, "..", "Benchmarks", "generate.py"), str(tickets)], stdout=subprocess.PIPE)
    reader = subprocess.Popen([program, "validate", "-"], stdin=source.stdout)
    source.stdout.close()
    _, status, usage = os.wait4(reader.pid, 0)
    source.wait()
    if status != 0:
        sys.exit("large.py: validate ended with %d" % os.waitstatus_to_exitcode(status))
    peak = usage.ru_maxrss / 1024
    print("large.py: about %d MB, %d requests, peak memory %.0f MiB" % (megabytes, tickets, peak))
    if peak > LIMIT:
        sys.exit("large.py: more than %d MiB" % LIMIT)


main()

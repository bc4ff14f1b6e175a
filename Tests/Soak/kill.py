#!/usr/bin/python3
"""Kills an import at random points, again and again, and checks what is left.

    kill.py PROGRAM COUNT SECONDS [SEED]

After each kill: the audit is clean, there are exactly as many tickets as records noted as applied, and a last import
brings the rest in, so that nothing is lost and nothing doubled. The seed is printed.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
GENERATE = os.path.join(HERE, "..", "Benchmarks", "generate.py")


def main():
    program, count, seconds = sys.argv[1], int(sys.argv[2]), float(sys.argv[3])
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else int(time.time())
    print("kill.py: seed %d" % seed, flush=True)
    rng = random.Random(seed)
    folder = tempfile.mkdtemp(prefix="recoup-soak-")
    end = time.monotonic() + seconds
    rounds = kills = 0
    try:
        source = os.path.join(folder, "requests.xml")
        with open(source, "wb") as file:
            subprocess.run([sys.executable, GENERATE, str(count)], stdout=file, check=True)
        while time.monotonic() < end or rounds == 0:
            database = os.path.join(folder, "desk-%d.db" % rounds)
            kills += one_round(program, source, database, count, rng)
            rounds += 1
            for suffix in ("", "-wal", "-shm"):
                if os.path.exists(database + suffix):
                    os.remove(database + suffix)
    finally:
        shutil.rmtree(folder)
    print("kill.py: %d rounds, %d kills, nothing lost, nothing doubled" % (rounds, kills))


def one_round(program, source, database, count, rng):
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    kills = 0
    limit = 1.0
    while True:
        process = subprocess.Popen([program, "--database", database, "import", source], **quiet)
        try:
            process.wait(timeout=rng.uniform(0.05, limit))
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
            check(program, database)
            limit *= 1.5
            continue
        if process.returncode != 0:
            sys.exit("kill.py: the import ended with %d" % process.returncode)
        break
    check(program, database)
    total = ask(database, "select count(*) from ticket")
    if total != count:
        sys.exit("kill.py: %d tickets of %d" % (total, count))
    doubled = ask(database, "select count(*) - count(distinct source_id) from ticket")
    if doubled != 0:
        sys.exit("kill.py: %d tickets are doubled" % doubled)
    return kills


def check(program, database):
    if not os.path.exists(database):
        return
    if ask(database, "select count(*) from sqlite_master where name = 'intake_record'") == 0:
        return
    tickets = ask(database, "select count(*) from ticket")
    applied = ask(database, "select count(*) from intake_record where outcome = 'applied'")
    if tickets != applied:
        sys.exit("kill.py: %d tickets, but %d records noted as applied" % (tickets, applied))
    if tickets == 0:
        return
    audit = subprocess.run([program, "--database", database, "audit", "verify"], capture_output=True, text=True)
    if audit.returncode != 0:
        sys.exit("kill.py: the audit says: %s%s" % (audit.stdout, audit.stderr))


def ask(database, statement):
    answer = subprocess.run(["sqlite3", database, statement], capture_output=True, text=True, check=True)
    return int(answer.stdout.strip())


main()

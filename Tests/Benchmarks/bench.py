#!/usr/bin/python3
"""Measures Recoup beside other programs in one run; medians and ratios. Called by `make bench`."""
import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "..", "..", "Templates", "exchange", "recoup-1.xsd")


def run(command, **options):
    """Wall seconds and peak memory in MiB of one command; stops the benchmark when the command fails."""
    start = time.monotonic()
    process = subprocess.Popen(command, **options)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit("bench: %s ended with %d" % (" ".join(command), process.returncode))
    return seconds, usage.ru_maxrss / 1024


def repeated(count, measure):
    results = [measure() for _ in range(count)]
    return statistics.median(r[0] for r in results), max(r[1] for r in results)


def remove(path):
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)


def orders(options, folder):
    """Quotes, ledgers, an invoice run and a reconciliation, each in a process of its own."""
    print("\norders, 100,000 lines")
    for phase in ("quotes", "ledger", "invoices", "reconcile"):
        seconds = []
        for _ in range(options.runs if phase in ("quotes", "ledger") else 1):
            if phase == "invoices":
                subprocess.run([options.bench, "orders", "prepare", folder], check=True)
            sys.stdout.flush()
            taken, memory = run([options.bench, "orders", phase, folder])
            seconds.append(taken)
        print("%-34s %9.2f s for the whole process, %.0f MiB" % (phase, statistics.median(seconds), memory))


def transitions(options, folder):
    """Transitions a second, with one writer and with 32, beside a client that only sends the same statements."""
    print("\ntransitions")
    sys.stdout.flush()
    for engine in ("sqlite", "postgres"):
        subprocess.run([options.bench, "transitions", engine, folder, str(options.runs)], check=True)


# The samples whose first record is written so many times: format, file, element, the text in front of its key.
READ_ONLY = (
    ("redmine", "redmine-issues.xml", "issue", "<id>"),
    ("jira", "jira-server.xml", "item", "<key id="),
    ("bugzilla", "bugzilla-bugs.xml", "bug", "<bug_id>"),
    ("rails", "rails-zendesk.xml", "ticket", "<nice-id"),
)


def foreign(options, folder, recoup):
    """Other products' formats: written from the database, read and checked without one, beside xmllint on the same file."""
    print("\nother products, %d tickets; reading is 'exchange check', the ratio is to xmllint --stream" % options.foreign_tickets)
    print("%-12s %10s %10s %8s %10s %10s %8s %8s" % (
        "", "write s", "records/s", "MiB", "read s", "records/s", "MiB", "ratio"))
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    samples = os.path.join(HERE, "..", "..", "Samples", "exchange")
    names = [("servicenow", "sn.xml"), ("dataverse", "dv.zip"), ("mantis", "mantis.xml"), ("salesforce", "sf"), ("osticket", "ost")]
    for name, file in names:
        target = os.path.join(folder, file)
        seconds, memory = run(recoup("export", "--to", name, "-o", target), **quiet)
        row = "%-12s %10.2f %10.0f %8.0f" % (name, seconds, options.foreign_tickets / seconds, memory)
        print(row + reading(options, folder, name, target))
        sys.stdout.flush()
    for name, sample, element, key in READ_ONLY:
        target = os.path.join(folder, name + ".xml")
        with open(target, "wb") as file:
            subprocess.run([sys.executable, os.path.join(HERE, "repeat.py"), os.path.join(samples, sample), element, key,
                            str(options.foreign_tickets)], stdout=file, check=True)
        print("%-12s %10s %10s %8s" % (name, "", "", "") + reading(options, folder, name, target))
        sys.stdout.flush()


def reading(options, folder, name, target):
    """The columns of one format's reading; empty for a format that is a folder of files."""
    if os.path.isdir(target):
        return ""
    plain = target
    if target.endswith(".zip"):
        plain = os.path.join(folder, "data.xml")
        with open(plain, "wb") as file:
            subprocess.run(["unzip", "-p", target, "data.xml"], stdout=file, check=True)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    huge = ["--huge"] if name == "dataverse" else []

    def checked():
        start = time.monotonic()
        process = subprocess.Popen([options.recoup, "exchange", "check", name, target, "--limit", "1"], **quiet)
        _, _, usage = os.wait4(process.pid, 0)
        return time.monotonic() - start, usage.ru_maxrss / 1024

    yardstick, _ = repeated(options.runs, lambda: run(["xmllint", "--stream", "--noout", *huge, plain], **quiet))
    seconds, memory = repeated(options.runs, checked)
    return " %10.2f %10.0f %8.0f %7.1fx" % (seconds, options.foreign_tickets / seconds, memory, seconds / yardstick)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--recoup", required=True)
    parser.add_argument("--bench", required=True)
    parser.add_argument("--tickets", type=int, default=200000)
    parser.add_argument("--latency-tickets", type=int, default=100000)
    parser.add_argument("--foreign-tickets", type=int, default=100000)
    parser.add_argument("--only-foreign", action="store_true")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="recoup-bench-")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        source, database = os.path.join(folder, "requests.xml"), os.path.join(folder, "desk.db")
        archive = os.path.join(folder, "archive.xml")
        with open(source, "wb") as file:
            subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), str(options.tickets)], stdout=file, check=True)
        megabytes = os.path.getsize(source) / 1e6
        print("%d tickets, %.0f MB, %d runs each, medians; memory is the highest peak" % (
            options.tickets, megabytes, options.runs))

        def recoup(*arguments):
            return [options.recoup, "--database", database, *arguments]

        def imported():
            remove(database)
            return run(recoup("import", source, "--quiet"), **quiet)

        def lxml():
            remove(os.path.join(folder, "lxml.db"))
            return run([sys.executable, os.path.join(HERE, "baseline.py"), source, os.path.join(folder, "lxml.db")], **quiet)

        def exported():
            with open(archive, "wb") as file:
                return run(recoup("export"), stdout=file, stderr=subprocess.DEVNULL)

        def foreigners():
            small = os.path.join(folder, "foreign-source.xml")
            with open(small, "wb") as file:
                subprocess.run([sys.executable, os.path.join(HERE, "generate.py"), str(options.foreign_tickets)],
                               stdout=file, check=True)
            remove(database)
            run(recoup("import", small, "--quiet"), **quiet)
            foreign(options, folder, recoup)

        if options.only_foreign:
            foreigners()
            return
        rows = [
            ("xmllint --stream --schema", *repeated(options.runs, lambda: run(
                ["xmllint", "--stream", "--noout", "--schema", SCHEMA, source], **quiet))),
            ("python, lxml and sqlite3", *repeated(options.runs, lxml)),
            ("recoup import", *repeated(options.runs, imported)),
            ("recoup import again (unchanged)", *repeated(options.runs, lambda: run(
                recoup("import", source, "--quiet"), **quiet))),
            ("recoup export", *repeated(options.runs, exported)),
        ]
        yardstick = rows[0][1]
        print("%-34s %9s %9s %9s %9s" % ("", "seconds", "MB/s", "ratio", "MiB"))
        for name, seconds, memory in rows:
            size = os.path.getsize(archive) / 1e6 if name == "recoup export" else megabytes
            print("%-34s %9.2f %9.1f %8.2fx %9.0f" % (name, seconds, size / seconds, seconds / yardstick, memory))

        small = os.path.join(folder, "latency.xml")
        with open(small, "wb") as file:
            subprocess.run(
                [sys.executable, os.path.join(HERE, "generate.py"), str(options.latency_tickets)], stdout=file, check=True)
        remove(database)
        run(recoup("import", small, "--quiet"), **quiet)
        print("\nat %d tickets" % options.latency_tickets)
        sys.stdout.flush()
        subprocess.run([options.bench, database], check=True)
        transitions(options, folder)
        orders(options, folder)
        foreigners()
    finally:
        shutil.rmtree(folder)


main()

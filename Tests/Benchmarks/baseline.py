#!/usr/bin/python3
"""The yardstick: the same file into the same kinds of rows, by lxml and sqlite3, without checks, chains or use-cases.

    baseline.py requests.xml out.db
"""
import hashlib
import sqlite3
import sys

from lxml import etree

NS = "{urn:recoup:exchange:1}"
db = sqlite3.connect(sys.argv[2], isolation_level=None)
db.executescript("""
pragma journal_mode = wal; pragma synchronous = full;
create table ticket (seq integer primary key, number integer unique, status text, impact text, title text, tenant text,
  purchase text, reason text, amount text, currency text, contact text, source text, created integer, updated integer);
create unique index ticket_source on ticket (source);
create index ticket_status on ticket (status, updated);
create index ticket_updated on ticket (updated);
create index ticket_tenant on ticket (tenant);
create index ticket_purchase on ticket (purchase);
create table event (ticket integer, version integer, action text, detail text, digest blob, primary key (ticket, version));
create table intake_record (ordinal integer primary key, digest blob, outcome text, ticket integer);
create virtual table ticket_search using fts5 (open, inside);
""")


def rows(path):
    for _, element in etree.iterparse(path, tag=NS + "request", huge_tree=False, resolve_entities=False, no_network=True):
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def flush(batch):
    db.execute("begin immediate")
    for table, width in (("ticket", 14), ("event", 5), ("intake_record", 4)):
        db.executemany("insert into %s values (%s)" % (table, ",".join("?" * width)), batch[table])
        batch[table].clear()
    db.executemany("insert into ticket_search (rowid, open, inside) values (?, ?, ?)", batch["search"])
    batch["search"].clear()
    db.execute("commit")


def main():
    batch = {"ticket": [], "event": [], "intake_record": [], "search": []}
    for sequence, element in enumerate(rows(sys.argv[1]), 1):
        text = lambda name: element.findtext(NS + name)  # noqa: E731
        contact = element.find(NS + "contact")
        amount = element.find(NS + "amount")
        purchase = text("order") or text("subscription")
        batch["ticket"].append((
            sequence, 10000 + sequence, "submitted", text("impact"), text("title"), text("tenant"), purchase,
            text("reason"), amount.text, amount.get("currency"), contact.findtext(NS + "name"), element.get("id"),
            sequence, sequence))
        detail = "\n".join(child.text or "" for child in element.iter() if child.tag != NS + "chunk")
        batch["event"].append((sequence, 1, "file", detail, hashlib.sha256(detail.encode()).digest()))
        opened = [text("title"), text("explanation") or "", text("tenant"), purchase, contact.findtext(NS + "name")]
        inside = []
        for version, message in enumerate(element.iterfind(NS + "message"), 2):
            (opened if message.get("visibility") == "public" else inside).append(message.text)
            batch["event"].append((
                sequence, version, "note", message.text, hashlib.sha256(message.text.encode()).digest()))
        batch["search"].append((sequence, "\n".join(opened), "\n".join(inside)))
        batch["intake_record"].append((sequence, hashlib.sha256(detail.encode()).digest(), "applied", sequence))
        if sequence % 500 == 0:
            flush(batch)
    flush(batch)


main()

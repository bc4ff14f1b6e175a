#!/usr/bin/python3
"""Writes a sample document of another product with its first record so many times, each under a key of its own.

    repeat.py SAMPLE ELEMENT KEY COUNT > document.xml

ELEMENT is the record's name; KEY a text inside it, in which the first run of digits is counted up.
"""
import re
import sys


def main():
    sample, element, key, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    with open(sample, encoding="utf-8") as file:
        text = file.read()
    start = re.search(r"[ \t]*<%s[ >]" % element, text).start()
    end = text.index("</%s>" % element, start) + len(element) + 4
    tail_start = text.rindex("</%s>" % element) + len(element) + 3
    record = text[start:end]
    place = record.index(key)
    digits = re.compile(r"\d+").search(record, place)
    before, after = record[:digits.start()], record[digits.end():]
    out = sys.stdout
    out.write(text[:start])
    for number in range(count):
        out.write(before + str(1000000 + number) + after)
    out.write(text[tail_start:])


main()

#!/usr/bin/python3
"""Writes a made-up ServiceNow unload of so many megabytes, reads it and checks how much memory that took.

    foreign.py PROGRAM MEGABYTES
"""
import os
import subprocess
import sys
import tempfile

LIMIT = 150

TICKET = """<incident action="INSERT_OR_UPDATE">
<sys_id>%(id)032x</sys_id><number>INC%(id)07d</number><short_description>Wrong edition bought %(id)d</short_description>
<impact>2</impact><state>2</state><correlation_id/><sys_updated_on>2026-11-20 08:00:00</sys_updated_on>
<description>%(text)s

--- Recoup request ---
Tenant: contoso.com
Order: a1b2c3d4e5f6
Reason: accidental
Amount: 12.50
Currency: USD
Contact: Kim Minji
E-mail: kim@fabrikam.com
--- end of Recoup request ---</description>
</incident>
<sys_journal_field action="INSERT_OR_UPDATE"><element>comments</element><element_id>%(id)032x</element_id>
<sys_id>f%(id)031x</sys_id><sys_created_by>ada</sys_created_by><sys_created_on>2026-11-20 09:00:00</sys_created_on>
<value>%(text)s</value></sys_journal_field>
"""


def main():
    program, megabytes = sys.argv[1], int(sys.argv[2])
    text = "The customer ordered the wrong edition and noticed it before anybody installed it. 환불 부탁드립니다. " * 4
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "unload.xml")
        count = 0
        with open(path, "w", encoding="utf-8") as file:
            file.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<unload unload_date=\"2026-11-20 10:00:00\">\n")
            while file.tell() < megabytes * 1000 * 1000:
                for _ in range(1000):
                    count += 1
                    file.write(TICKET % {"id": count, "text": text})
            file.write("</unload>\n")
        environment = dict(os.environ, TMPDIR=folder)
        reader = subprocess.Popen([program, "exchange", "check", "servicenow", path, "--limit", "1"], env=environment)
        _, status, usage = os.wait4(reader.pid, 0)
    if status != 0:
        sys.exit("foreign.py: exchange check ended with %d" % os.waitstatus_to_exitcode(status))
    peak = usage.ru_maxrss / 1024
    print("foreign.py: %d MB, %d tickets, peak memory %.0f MiB" % (megabytes, count, peak))
    if peak > LIMIT:
        sys.exit("foreign.py: more than %d MiB" % LIMIT)


main()

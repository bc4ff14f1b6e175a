#!/bin/sh
# Fuzzes the XML reader with libFuzzer and AddressSanitizer for so many seconds (default 60):
#   Tests/XMLFuzz/run.sh 3600
# The corpus grows in $RECOUP_FUZZ_DIR (default .build/xmlfuzz), a crashing input is left there as crash-….
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${RECOUP_FUZZ_DIR:-$root/.build/xmlfuzz}
mkdir -p "$work/corpus"

# Seeds: small documents, each behind the byte that chooses limits, level and schema (see Fuzz.swift).
seed() { printf "$2" > "$work/corpus/seed-$1"; }
seed 01 '\014<r xmlns="urn:t" v="1"><t k="a"><n>1</n><at>2026-01-02T03:04:05Z</at><chunk>QUJD</chunk><s>AB-1</s></t></r>'
seed 02 '\015<?xml version="1.0" encoding="UTF-8"?>\n<x:r xmlns:x="urn:t">\r\n<x:t>\355\231\230<x:n> 1 </x:n></x:t></x:r>'
seed 03 '\010<!DOCTYPE r [<!ENTITY a "b"><!ENTITY %% p SYSTEM "x"> %%p;]><r>&a;<t>&lt;&#65;&#x42;</t></r>'
seed 04 '\012<!DOCTYPE r SYSTEM "x"><r><t>&a;</t></r>'
seed 05 '\011<r><!-- c --><t a="&quot;" b="&#10;">x<![CDATA[<&>]]>y<?p q?></t><t xml:id="i"> </t></r>'
seed 06 '\010<?xml version="1.0" encoding="EUC-KR"?><r><t>\310\257</t></r>'
seed 07 '\010\377\376<\000r\000>\000<\000t\000/\000>\000<\000/\000r\000>\000'
seed 08 '\020<a><b xmlns:q="u"><q:c>1</q:c></b><b><c><d/></c></b></a>'
seed 09 '\004<r xmlns="urn:t" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><t xsi:type="q" xsi:nil="true"/></r>'
seed 10 '\010\357\273\277<r><t>x</t>junk</r>'
cat > "$work/xml.dict" <<'EOF'
"<![CDATA["
"]]>"
"<!--"
"-->"
"<?"
"?>"
"</"
"/>"
"&amp;"
"&#0;"
"&#x10FFFF;"
"xmlns="
"xmlns:x="
"xml:id="
"<!DOCTYPE "
"<!ENTITY "
"encoding="
"\x0d\x0a"
"\xef\xbb\xbf"
EOF

# -module-name puts the reader and the target into one module, so that nothing has to be public.
swiftc -O -g -sanitize=fuzzer,address -parse-as-library -swift-version 6 -module-name XMLFuzz -package-name recoup \
    -enable-upcoming-feature ExistentialAny -enable-upcoming-feature InternalImportsByDefault \
    -enable-upcoming-feature MemberImportVisibility \
    -I "$root/Sources/CLibXML2" $(pkg-config --cflags libxml-2.0 | sed 's/-I/-Xcc -I/g') $(pkg-config --libs libxml-2.0) \
    -o "$work/xmlfuzz" "$root"/Sources/XML/*.swift "$root/Tests/XMLFuzz/Fuzz.swift"

cd "$work"
exec ./xmlfuzz -max_total_time="$seconds" -max_len=4096 -timeout=10 -rss_limit_mb=2048 -dict=xml.dict \
    -print_final_stats=1 corpus

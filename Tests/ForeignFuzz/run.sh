#!/bin/sh
# Fuzzes the readers of other products' formats with libFuzzer and AddressSanitizer for so many seconds (default 60):
#   Tests/ForeignFuzz/run.sh 3600
# The corpus begins with the samples and grows in $RECOUP_FUZZ_DIR (default .build/foreignfuzz); a crashing input is left
# there as crash-….
set -eu
seconds=${1:-60}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${RECOUP_FUZZ_DIR:-$root/.build/foreignfuzz}
mkdir -p "$work/corpus" "$work/package/Sources/ForeignFuzz"
for module in Basics Workflows Orders Tickets Casework XML CLibXML2 CZlib CLibZip Packing Exchange; do
    ln -sfn "$root/Sources/$module" "$work/package/Sources/$module"
done
ln -sf "$root/Tests/ForeignFuzz/Fuzz.swift" "$work/package/Sources/ForeignFuzz/Fuzz.swift"
cat > "$work/package/Package.swift" <<'EOF'
// swift-tools-version:6.2
import PackageDescription
let package = Package(
    name: "recoup",
    products: [.executable(name: "foreignfuzz", targets: ["ForeignFuzz"])],
    dependencies: [.package(url: "https://github.com/apple/swift-crypto", from: "4.5.2")],
    targets: [
        .target(name: "Basics", dependencies: [.product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Workflows", dependencies: ["Basics"]),
        .target(name: "Orders", dependencies: ["Basics", "Workflows"]),
        .target(name: "Tickets", dependencies: ["Basics", "Workflows", "Orders"]),
        .target(name: "Casework", dependencies: ["Basics", "Workflows", "Orders", "Tickets"]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0"),
        .target(name: "XML", dependencies: ["CLibXML2"]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip"),
        .target(name: "Packing", dependencies: ["CZlib", "CLibZip"]),
        .target(
            name: "Exchange",
            dependencies: ["Basics", "Workflows", "Orders", "Tickets", "Casework", "XML", "Packing"]
        ),
        .executableTarget(
            name: "ForeignFuzz",
            dependencies: ["Basics", "Casework", "Tickets", "XML", "Exchange"],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]
        ),
    ],
    swiftLanguageModes: [.v6]
)
for target in package.targets where target.type != .system {
    target.swiftSettings = (target.swiftSettings ?? []) + [
        .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"), .unsafeFlags(["-sanitize=fuzzer,address"]),
    ]
}
EOF
swift build --package-path "$work/package" -c release --product foreignfuzz

# Seeds: every sample behind the byte that chooses its format, in the order of ExchangeFormat.allCases that can be read.
index=0
for format in servicenow dataverse redmine salesforce jira mantis bugzilla rails; do
    for sample in "$root"/Samples/exchange/$format-* "$root"/Samples/exchange/invalid/$format-*; do
        [ -f "$sample" ] || continue
        { printf "\\$(printf %03o $index)"; cat "$sample"; } > "$work/corpus/seed-$(basename "$sample")"
    done
    index=$((index + 1))
done
cat > "$work/foreign.dict" <<'EOF'
"<![CDATA["
"]]>"
"<!--"
"-->"
"</"
"/>"
"&amp;lt;"
"&#x10FFFF;"
"xmlns="
"<!DOCTYPE "
"<!ENTITY "
"display_value="
"<sys_id>"
"<sys_attachment_doc>"
"<sys_journal_field>"
"<record id="
"<field name="
"lookupentity="
"type=\"array\""
"nil=\"true\""
"encoding=\"base64\""
"--- Recoup request ---"
"--- end of Recoup request ---"
EOF
cd "$work"
RECOUP_TEMPLATES="$root/Templates" exec package/.build/release/foreignfuzz -max_total_time="$seconds" -max_len=16384 \
    -timeout=20 -rss_limit_mb=2048 -dict=foreign.dict -print_final_stats=1 corpus

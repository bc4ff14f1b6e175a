/// How results are written.
enum Format: Equatable {
    case table, tsv, json, csv, xml, quiet
}

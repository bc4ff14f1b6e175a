// Debian builds libxml2 with ICU, and <libxml/encoding.h> then pulls in ICU's own headers, which clash with the ICU
// inside Foundation. Without them the layout of xmlCharEncodingHandler is not the library's: never touch that type.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

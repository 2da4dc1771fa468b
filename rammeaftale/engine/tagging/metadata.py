"""One XMP block that names both standards: PDF/A and PDF/UA (ISO 19005, ISO 14289).

PDF/A-2 and -3 ask for a description of every property that XMP itself does not know: that of `pdfuaid`.
"""

from __future__ import annotations

_UA = (
    '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">'
    "<pdfuaid:part>{part}</pdfuaid:part>{revision}</rdf:Description>"
)
_EXTENSION = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>"
    "</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)
_END = "</rdf:RDF>"
_ENGINEERING = ' pdfaid:conformance="E"'
"""The letter of PDF/A-4e; without it the same file is plain PDF/A-4 (ISO 19005-4, 6.7.3)."""


def both_standards(xmp: bytes, *, modern: bool) -> bytes:
    """The typesetter's XMP with PDF/UA's identification in the same block."""
    head, end, tail = xmp.decode().replace(_ENGINEERING, "").rpartition(_END)
    added = _UA.format(part=2 if modern else 1, revision="<pdfuaid:rev>2024</pdfuaid:rev>" if modern else "")
    return f"{head}{added}{'' if modern else _EXTENSION}{end}{tail}".encode()

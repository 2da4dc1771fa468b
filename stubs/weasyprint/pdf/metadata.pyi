class DocumentMetadata:
    title: str | None
    lang: str | None
    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes: ...

class DocumentMetadata:
    title: str | None
    description: str | None
    authors: list[str]
    lang: str | None
    def generate_rdf_metadata(self, variant: str, version: int, conformance: str) -> bytes: ...

"""New words into a source file: what is written so that the language reads it back as it was meant, or a refusal."""

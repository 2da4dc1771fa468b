"""Small programs for those who carry the project on; editors do not need them."""

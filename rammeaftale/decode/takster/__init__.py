"""What an edition says of its takster: the takstaftale, column names, the registers it prints."""

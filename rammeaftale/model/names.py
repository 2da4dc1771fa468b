"""The names that texts may use for pieces made from data; templates and figures answer to them."""

INSERTS = frozenset(
    {"bilagsliste", "fora", "kommuner", "kontakt", "lovgrundlag", "pladser", "takster", "underskrifter"}
)
TAKST_INSERTS = frozenset({"pladser", "takster"})
DRAWINGS = frozenset({"organisation"})

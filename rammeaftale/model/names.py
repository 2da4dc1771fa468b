"""The names that texts may use for pieces made from data; templates and figures answer to them."""

ACCOUNTS_INSERTS = frozenset(
    {
        "belaegning",
        "datagrundlag",
        "driftsherrers-belaegning",
        "driftsherrers-pladser",
        "driftsherrers-resultat",
        "driftsherrers-takster",
        "driftsherrers-tillaegsydelser",
        "noegletal",
        "over-og-underskud",
        "pladsudvikling",
        "takstudvikling",
        "tillaegsydelser",
    }
)
"""Those of the ledelsesinformation."""
TAKST_INSERTS = frozenset({"pladser", "takster"}) | ACCOUNTS_INSERTS
"""Those that want the takst register."""
INSERTS = frozenset({"bilagsliste", "fora", "kommuner", "kontakt", "lovgrundlag", "underskrifter"}) | TAKST_INSERTS
CHARTS = frozenset({"belaegning", "over-og-underskud", "pladser", "takstudvikling", "tillaegsydelser"})
"""The drawings that want the takst register."""
DRAWINGS = frozenset({"organisation"}) | CHARTS

"""Trees → model: what the editors wrote, read by schema into the frozen types of `rammeaftale.model`."""

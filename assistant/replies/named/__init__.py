"""Orders that name their thing in the owner's own words, where no agenda is quoted."""

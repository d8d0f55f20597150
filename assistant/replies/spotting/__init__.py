"""What a sentence speaks of, one way to name it a file: bills, numbers, places, wholes, providers, things."""

"""这个数怎么来的: ledger rows behind a total, listed whole however many they are."""

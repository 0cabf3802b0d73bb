"""Files people bring, turned into raw rows."""

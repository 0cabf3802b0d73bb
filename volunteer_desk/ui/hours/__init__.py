"""The page 时长登记: hours in by typing, pasting or a sheet, and the ledger of what was done."""

"""工作台: what waits, this month's figures, the last acts."""

"""月报统计: the month's sheet, looked at, explained, printed."""

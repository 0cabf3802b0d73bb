"""The kiosk: a window of its own over the whole screen, for a scanner and volunteer cards."""

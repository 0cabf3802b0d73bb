"""The only Qt room: the window and its pages."""

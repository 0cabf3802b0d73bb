"""The dry run of a brought file, as the window shows it: rosters and hour sheets alike."""

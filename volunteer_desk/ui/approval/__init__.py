"""待核: hours that wait to be approved."""

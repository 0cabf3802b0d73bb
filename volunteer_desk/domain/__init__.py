"""Pure rules of volunteer service: no disk, no screen, no SQL."""

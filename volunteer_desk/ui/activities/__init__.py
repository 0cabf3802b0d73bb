"""The activity calendar and the single activity."""

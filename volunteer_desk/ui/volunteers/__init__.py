"""The page 志愿者: the roll, one person's card and form, and bringing a roster in."""

"""Search over every kind of matter, look-alikes, and the suggestion of handling units."""

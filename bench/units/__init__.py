"""How well handling units are suggested, on cases with the units that a good clerk would choose."""

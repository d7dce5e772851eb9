"""The invented committee 示范市政协: all of it is made up, its dates are relative to the day of loading."""

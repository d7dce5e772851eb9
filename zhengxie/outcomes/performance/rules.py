"""How a request for correction looks: pure data."""

# State → (colour group, icon) of ux.md 10.
LOOKS = {"open": ("blue", "half"), "upheld": ("green", "done"), "refused": ("grey", "stop")}

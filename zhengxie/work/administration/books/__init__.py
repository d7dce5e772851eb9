"""What the objects of this room put on whose desk."""

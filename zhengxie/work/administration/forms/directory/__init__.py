"""Inputs of the directory's verbs, filters of its lists."""

"""Inputs of the room, all of them, so that the register of forms is filled at start."""

from zhengxie.outcomes.performance.forms import objections

__all__ = ["objections"]

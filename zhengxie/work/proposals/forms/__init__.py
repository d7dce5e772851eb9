from zhengxie.work.proposals.forms import filters, mine, review, sending, writing

__all__ = ["filters", "mine", "review", "sending", "writing"]

from zhengxie.work.proposals.forms import files, filters, mine, review, sending, writing

__all__ = ["files", "filters", "mine", "review", "sending", "writing"]

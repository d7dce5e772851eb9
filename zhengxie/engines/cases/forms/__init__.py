from zhengxie.engines.cases.forms import assigning, feedback, filters, handling, promises, replies

__all__ = ["assigning", "feedback", "filters", "handling", "promises", "replies"]

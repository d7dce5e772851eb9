from zhengxie.engines.plans.forms import plans, tasks, tree

__all__ = ["plans", "tasks", "tree"]

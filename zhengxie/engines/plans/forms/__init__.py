from zhengxie.engines.plans.forms import counting, plans, tasks, tree

__all__ = ["counting", "plans", "tasks", "tree"]

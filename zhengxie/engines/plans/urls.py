from django.urls import path

from zhengxie.engines.plans.views import board, counting, editing

urlpatterns = [
    path("", board.plans, name="plans"),
    path("all/", board.plan_list, name="plan_list"),
    path("import/", editing.plan_import, name="plan_import"),
    path("import/check/", editing.plan_check, name="plan_check"),
    path("<int:key>/", board.plan, name="plan"),
    path("<int:key>/responsibility/", board.responsibility, name="responsibility"),
    path("<int:key>/editions/", board.editions, name="plan_editions"),
    path("<int:key>/edit/", editing.plan_edit, name="plan_edit"),
    path("<int:key>/amend/", editing.plan_amend, name="plan_amend"),
    path("<int:key>/reimport/", editing.plan_reimport, name="plan_reimport"),
    path("tasks/<int:key>/", board.task, name="task"),
    path("figures/<int:key>/", counting.task_figure, name="task_figure"),
    path("tasks/<int:key>/break-down/", editing.task_break_down, name="task_break_down"),
]

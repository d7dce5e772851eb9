from django.urls import path

from zhengxie.outcomes.reports.views import dashboard

urlpatterns = [
    path("", dashboard.dashboard, name="dashboard"),
    path("figures/<str:name>/", dashboard.figure, name="figure"),
]

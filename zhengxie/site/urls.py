"""Every URL of the platform."""

from django.urls import include, path

from zhengxie.site import views
from zhengxie.site.api import pages as api_pages

urlpatterns = [
    path("", views.home, name="home"),
    path("states/", views.states, name="states"),
    path("", include("zhengxie.foundation.pages.urls")),
    path("", include("zhengxie.work.administration.urls")),
    path("plans/", include("zhengxie.engines.plans.urls")),
    path("cases/", include("zhengxie.engines.cases.urls")),
    path("proposals/", include("zhengxie.work.proposals.urls")),
    path("search/", include("zhengxie.engines.search.urls")),
    path("performance/", include("zhengxie.outcomes.performance.urls")),
    path("reports/", include("zhengxie.outcomes.reports.urls")),
    path("operations/", api_pages.operation_list, name="operations"),
    path("api/", include("zhengxie.site.api.urls")),  # last: the rooms' forms are known by then
]

handler403 = "zhengxie.foundation.pages.errors.forbidden"
handler404 = "zhengxie.foundation.pages.errors.not_found"
handler500 = "zhengxie.foundation.pages.errors.broken"

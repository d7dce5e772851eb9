"""Every URL of the platform."""

from django.urls import include, path

from zhengxie.site import views

urlpatterns = [
    path("", views.home, name="home"),
    path("", include("zhengxie.foundation.pages.urls")),
    path("", include("zhengxie.work.administration.urls")),
    path("plans/", include("zhengxie.engines.plans.urls")),
]

handler403 = "zhengxie.foundation.pages.errors.forbidden"
handler404 = "zhengxie.foundation.pages.errors.not_found"
handler500 = "zhengxie.foundation.pages.errors.broken"

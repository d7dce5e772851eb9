from django.urls import include, path

urlpatterns = [
    path("", include("zhengxie.work.administration.urls.accounts")),
    path("directory/", include("zhengxie.work.administration.urls.directory")),
    path("rules/", include("zhengxie.work.administration.urls.rules")),
]

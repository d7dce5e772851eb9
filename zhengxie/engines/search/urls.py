from django.urls import path

from zhengxie.engines.search import views

urlpatterns = [path("", views.search, name="search")]

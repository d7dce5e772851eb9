from django.urls import path

from zhengxie.foundation.pages import views

urlpatterns = [
    path("todos/", views.todos, name="todos"),
    path("todos/<slug:tab>/", views.todos, name="todos"),
    path("messages/", views.messages, name="messages"),
    path("messages/<int:key>/", views.message, name="message"),
    path("files/<int:key>/", views.attachment, name="attachment"),
    path("draft/", views.draft, name="draft"),
    path("do/<str:code>/<int:key>/", views.do, name="do"),
]

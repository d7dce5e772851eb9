from django.urls import path

from zhengxie.outcomes.performance.views import files, objections

urlpatterns = [
    path("", files.my_file, name="my_file"),
    path("print/", files.my_file_print, name="my_file_print"),
    path("members/", files.duty_files, name="duty_files"),
    path("members/<int:key>/", files.duty_file, name="duty_file"),
    path("members/<int:key>/print/", files.duty_file_print, name="duty_file_print"),
    path("facts/<int:key>/correct/", objections.correction, name="correction"),
    path("missing/", objections.correction_missing, name="correction_missing"),
    path("objections/", objections.objections, name="objections"),
    path("objections/<int:key>/", objections.objection, name="objection"),
]

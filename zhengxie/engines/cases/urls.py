from django.urls import path

from zhengxie.engines.cases.views import offices, readers, units

urlpatterns = [
    path("", offices.cases, name="cases"),
    path("unit/", units.unit_home, name="unit_home"),
    path("assign/", offices.assignment_desk, name="assignment_desk"),
    path("assign/advice/", offices.unit_advice, name="unit_advice"),
    path("audit/", offices.audit_desk, name="audit_desk"),
    path("<int:key>/", readers.case, name="case"),
    path("<int:key>/advice/", offices.case_advice, name="case_advice"),
    path("<int:key>/assign/", offices.case_assign, name="case_assign"),
    path("assignments/<int:key>/", units.assignment, name="assignment"),
    path("assignments/<int:key>/reply/", units.reply_edit, name="reply_edit"),
    path("assignments/<int:key>/audit/", offices.reply_audit, name="reply_audit"),
    path("assignments/<int:key>/answer/", readers.answer, name="answer"),
    path("assignments/<int:key>/judge/", readers.judge, name="judge"),
    path("promises/<int:key>/", readers.promise, name="promise"),
]

"""Pages of parameters, working calendar, clock rules, code lists and number series."""

from django.urls import path

from zhengxie.work.administration.views import calendar, clock_rules, dictionary, parameters, subjects

urlpatterns = [
    path("parameters/", parameters.parameters, name="parameters"),
    path("parameters/print/", parameters.print_parameters, name="print_parameters"),
    path("parameters/tab/<slug:tab>/", parameters.parameters, name="parameters"),
    path("parameters/<str:key>/", parameters.parameter, name="parameter"),
    path("calendar/", calendar.calendar, name="calendar"),
    path("calendar/<int:year>/", calendar.calendar, name="calendar"),
    path("clocks/", clock_rules.clock_rules, name="clock_rules"),
    path("clocks/<int:key>/", clock_rules.clock_rule, name="clock_rule"),
    path("clocks/new/<str:object_label>/", clock_rules.new_clock_rule, name="new_clock_rule"),
    path("dictionary/", dictionary.dictionary, name="dictionary"),
    path("dictionary/<str:name>/", dictionary.dictionary, name="dictionary"),
    path("subjects/", subjects.subjects, name="subjects"),
    path("series/", dictionary.series, name="series"),
]

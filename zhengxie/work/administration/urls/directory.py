from django.urls import path

from zhengxie.work.administration.views.directory import bodies, imports, members, sectors, terms, units

urlpatterns = [
    path("roster/", members.roster, name="directory_roster"),
    path("members/", members.member_list, name="directory_members"),
    path("members/add/", members.member_add, name="directory_member_add"),
    path("members/import/", imports.members_import, name="directory_members_import"),
    path("members/import/template/", imports.members_template, name="directory_members_template"),
    path("members/<int:key>/", members.member_page, name="directory_member"),
    path("members/<int:key>/contact/", members.member_contact, name="directory_member_contact"),
    path("units/", units.unit_list, name="directory_units"),
    path("units/add/", units.unit_add, name="directory_unit_add"),
    path("units/import/", imports.units_import, name="directory_units_import"),
    path("units/import/template/", imports.units_template, name="directory_units_template"),
    path("units/<int:key>/", units.unit_page, name="directory_unit"),
    path("bodies/", bodies.body_list, name="directory_bodies"),
    path("bodies/add/", bodies.body_add, name="directory_body_add"),
    path("bodies/<int:key>/", bodies.body_page, name="directory_body"),
    path("sectors/", sectors.sector_list, name="directory_sectors"),
    path("sectors/add/", sectors.sector_add, name="directory_sector_add"),
    path("sectors/<int:key>/", sectors.sector_page, name="directory_sector"),
    path("terms/", terms.term_list, name="directory_terms"),
    path("terms/add/", terms.term_add, name="directory_term_add"),
    path("terms/<int:key>/", terms.term_page, name="directory_term"),
    path("terms/<int:key>/sessions/add/", terms.session_add, name="directory_session_add"),
]

"""Where the desk is reached; a code never stands in an address."""

from django.urls import path

from baigong.faces.web.desk import office, public

urlpatterns = [
    path("desk/", public.desk, name="desk"),
    path("desk/write", public.write, name="desk_write"),
    path("desk/find", public.find, name="desk_find"),
    path("desk/<str:number>", public.own, name="desk_own"),
    path("desk/<str:number>/add", public.add, name="desk_add"),
    path("desk/<str:number>/content", public.content, name="desk_content"),
    path("desk/<str:number>/leave", public.leave_own, name="desk_leave"),
    path("office/desk/", office.letters, name="office_desk"),
    path("office/desk/<int:key>", office.letter, name="office_letter"),
    path("office/desk/<int:key>/take", office.take, name="office_letter_take"),
    path("office/desk/<int:key>/assign", office.assign, name="office_letter_assign"),
    path("office/desk/<int:key>/transfer", office.transfer, name="office_letter_transfer"),
    path("office/desk/<int:key>/extend", office.extend, name="office_letter_extend"),
    path("office/desk/<int:key>/answer", office.answer, name="office_letter_answer"),
    path("office/desk/<int:key>/close", office.close, name="office_letter_close"),
    path("office/desk/<int:key>/contact", office.contact, name="office_letter_contact"),
]

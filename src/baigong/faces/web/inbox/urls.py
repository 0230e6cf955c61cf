"""The inbox, and one proposal."""

from django.urls import path

from baigong.faces.web.inbox import proposals, views

urlpatterns = [
    path("office/", views.inbox, name="inbox"),
    path("office/proposals/<int:number>", proposals.proposal, name="proposal"),
    path("office/proposals/<int:number>/approve", proposals.approve, name="approve_proposal"),
    path("office/proposals/<int:number>/reject", proposals.reject, name="reject_proposal"),
    path("office/proposals/<int:number>/withdraw", proposals.withdraw, name="withdraw_proposal"),
    path("office/proposals/<int:number>/steps/<int:step>", proposals.attachment, name="proposal_attachment"),
]

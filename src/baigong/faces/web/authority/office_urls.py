"""Where accounts, offices and chains of approval are looked after."""

from django.urls import path

from baigong.faces.web.authority import accounts, chains, offices, standing_in

urlpatterns = [
    path("accounts/", accounts.accounts, name="office_accounts"),
    path("accounts/invite", accounts.invite, name="invite_account"),
    path("accounts/invitations/<int:number>/withdraw", accounts.withdraw_invitation, name="withdraw_invitation"),
    path("accounts/<int:number>/", accounts.account, name="office_account"),
    path("accounts/<int:number>/renew", accounts.renew, name="renew_access"),
    path("accounts/<int:number>/post", accounts.post, name="post_account"),
    path("accounts/<int:number>/<str:verb>", accounts.change, name="change_account"),
    path("postings/<int:number>/end", accounts.end_posting, name="end_posting"),
    path("postings/<int:number>/delegate", standing_in.delegate, name="delegate_posting"),
    path("offices/", offices.offices, name="offices"),
    path("offices/<int:number>/", offices.office, name="office"),
    path("offices/<int:number>/close", offices.close, name="close_office"),
    path("chains/", chains.chains, name="chains"),
    path("chains/<int:number>/drop", chains.drop, name="drop_chain"),
]

"""`/log/` and `/trust/` for everybody, `/office/log/` for those who run the node."""

from django.urls import path, re_path

from baigong.faces.web.transparency import files, office, trust, views

urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/policy.txt", files.policy, name="log_policy"),
    path("log/key", files.key, name="log_key"),
    path("log/published/<int:publication>", views.published, name="log_published"),
    path("log/find", views.find, name="log_find"),
    path("log/<int:year>/entry/<int:number>", views.entry, name="log_entry"),
    path("log/<int:year>/entry/<int:number>.tlog-proof", files.proof, name="log_proof"),
    path("log/<int:year>/entry/<int:number>.cbor", files.content, name="log_content"),
    path("log/<int:year>/entry/<int:number>.json", files.statement, name="log_statement"),
    re_path(r"^log/(?P<year>[0-9]{4})/(?P<path>[a-z0-9][a-z0-9/.]*)$", files.served, name="log_file"),
    path("trust/", trust.trust, name="trust"),
    path("trust/pack.zip", trust.pack, name="trust_pack"),
    path("trust/key", trust.key, name="trust_key"),
    path(".well-known/did.json", trust.did, name="did"),
    re_path(r"^(?P<region>[0-9]{2}(?:[0-9]{4})?)/did\.json$", trust.did, name="did_of_office"),
    path("office/log/", office.office_log, name="office_log"),
]

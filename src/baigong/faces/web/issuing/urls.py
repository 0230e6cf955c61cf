"""Where issuing is reached; status lists and DID documents stand where certificates say that they do."""

from django.urls import path, re_path

from baigong.faces.web.issuing import batches, doing, keys, noticing, published, results, signed

urlpatterns = [
    path("office/batches/", batches.listed, name="batches"),
    path("office/batches/open", batches.begin, name="batch_open"),
    path("office/batches/results.csv", results.template, name="results_template"),
    path("office/batches/<int:key>", batches.shown, name="batch"),
    path("office/batches/<int:key>/results", results.entered, name="batch_results"),
    path("office/batches/<int:key>/<str:which>/document", batches.document, name="batch_document"),
    path("office/batches/<int:key>/do/<str:verb>", doing.done, name="batch_do"),
    path("office/batches/candidates/<int:key>/strike", doing.strike, name="batch_strike"),
    path("office/batches/objections/<int:key>/settle", doing.settle, name="batch_settle"),
    path("office/batches/objections/<int:key>/contact", doing.contact, name="objection_contact"),
    path("office/certificates/<int:key>/signed", signed.shown, name="signed"),
    path("office/certificates/<int:key>/signed/<str:form>", signed.fetched, name="signed_form"),
    path("office/certificates/<int:key>/countersign", signed.countersign, name="countersign"),
    path("office/certificates/<int:key>/reprint", signed.reprint, name="reprint"),
    path("office/keys/", keys.listed, name="issuing_keys"),
    path("office/keys/make", keys.make, name="issuing_key_make"),
    path("office/keys/<int:key>/end", keys.end, name="issuing_key_end"),
    path("objections/", noticing.answered, name="own_objection"),
    path("notice/", noticing.listed, name="public_notices"),
    path("notice/<path:key>", noticing.shown, name="public_notice"),
    path("status/<int:year>/<int:number>", published.status_list, name="status_list"),
    path("status/<int:year>/<int:number>/void", published.void_list, name="void_list"),
    re_path(r"^(?P<region>\d{2}|\d{6})/on-record/did\.json$", published.keeper, name="keeper_document"),
]

"""`/verify` for everybody, `/V` where printed links lead, and what browsers keep of them."""

from django.urls import path, re_path

from baigong.faces.web.gate import paths, scripts, views

urlpatterns = [
    path("verify", views.verify, name="verify"),
    path("verify/pair", views.verify_pair, name="verify_pair"),
    path("verify/file", views.verify_file, name="verify_file"),
    path("verify/manifest.json", scripts.manifest, name="gate_manifest"),
    path("V", views.code, name="code"),
    re_path(r"^gate/path/(?P<form>[0-9a-f]{64})$", paths.log_path, name="log_path"),
    path("gate/<slug:digest>/<path:name>", scripts.gate_file, name="gate_file"),
    path("gate-worker.js", scripts.worker, name="gate_worker"),
    path("trust/browser.json", scripts.browser_trust, name="browser_trust"),
]

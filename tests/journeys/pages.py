"""All pages that answer to a browser, and who may see them. Whoever adds a page adds it here.

    At("score", "/score")                                 named URL and path; everybody may see it
    At("uploads", "/uploads/", by="wang")                 she may; whoever is not signed in is asked to
    At("upload", "/uploads/", by="wang", link="main tbody a")  the page behind the first such link on that path;
                                                          links that follow one another stand with → between them
    At("missing", "/nowhere", status=404)                 a page that says no

`test_every_page.py` walks over them in both languages and at both widths; `tests/shape/test_pages.py` holds the list
against the URLs: what answers GET stands here, or in `NO_PAGE` with the reason. What a demonstration does not hold by
itself is made in `making.py`.
People: wang zhao sun (Hangzhou) li (Beijing) statistician zheng wu (Zhejiang) system security audit (nation) chen lan,
and fang of the body whose batches they are.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class At:
    name: str  # of the URL pattern
    path: str
    by: str = ""  # a user name of the demonstration; empty: whoever comes
    link: str = ""  # CSS selectors, with → between them: the page is behind these links, from `path` on
    status: int = 200

    def __str__(self) -> str:
        return f"{self.name}{'-' + self.by if self.by else ''}"


# The sample worker's own row, and a certificate of somebody who stands in the register twice.
LAN = "/office/persons/?name=合成0000002&place=330105"
HELD = "main tbody th a → main .compared thead a → main .held a"
# A breakdown that no reading keeps: never public, and counted for whoever may see the province.
SKILLED_WOMEN = "/figures/stock@2025-12-31/region=33,sex=F"
PAGES = [
    # What cuts across
    At("home", "/"),
    At("home", "/", by="wang"),
    At("home", "/", by="lan"),
    At("home", "/?known=2025-10-31&compare=1&all=1"),
    At("data", "/data/"),
    At("status", "/status"),
    At("status", "/status", by="system"),
    At("missing", "/no-such-page", status=404),
    At("design", "/design"),
    # The public log
    At("log", "/log/"),
    At("log_find", "/log/find?year=1999&number=1", status=422),
    At("log_entry", "/log/", link="main table a[href*='/entry/']"),
    At("trust", "/trust/"),
    # The gate
    At("verify", "/verify"),
    At("verify", "/verify", by="chen"),
    At("code", "/V"),
    At("code", "/V#2KCFQJVCAETQIWBA"),
    At("office_log", "/office/log/", by="system"),
    At("office_log", "/office/log/", by="audit"),
    # The desk, and notices
    At("desk", "/desk/"),
    At("office_desk", "/office/desk/", by="wang"),
    At("office_letter", "/office/desk/", by="wang", link="main tbody a"),
    At("desk_own", "/desk/330100-2026-000001"),
    At("notice_settings", "/notices/settings", by="lan"),
    # One's own account
    At("account_login", "/accounts/login/"),
    At("account_logout", "/accounts/logout/", by="audit"),
    At("account_reset_password", "/accounts/lost/"),
    At("account_inactive", "/accounts/inactive/"),
    At("account_reauthenticate", "/accounts/reauthenticate/", by="audit"),
    At("account_change_password", "/accounts/password/", by="audit"),
    At("invitation", "/accounts/invitation/"),
    At("my_account", "/accounts/", by="wang"),
    At("my_account", "/accounts/", by="lan"),
    At("my_tokens", "/accounts/tokens/", by="statistician"),
    At("mfa_index", "/accounts/2fa/", by="audit"),
    At("mfa_activate_totp", "/accounts/2fa/totp/activate/", by="audit"),
    At("mfa_list_webauthn", "/accounts/2fa/webauthn/", by="audit"),
    At("mfa_add_webauthn", "/accounts/2fa/webauthn/add/", by="audit"),
    At("socialaccount_login_cancelled", "/accounts/sso/login/cancelled/"),
    At("socialaccount_login_error", "/accounts/sso/login/error/", status=401),
    At("socialaccount_connections", "/accounts/sso/", by="audit"),
    # Statistics
    At("readings", "/office/readings/", by="statistician"),
    At("reading", "/office/readings/", by="statistician", link="main td a, main tbody th a"),
    At("observations", "/office/observations/", by="statistician"),
    At("observation", "/office/observations/", by="statistician", link="main tbody th a"),
    At("periods", "/office/periods/", by="statistician"),
    At("publications", "/office/publications/", by="statistician"),
    At("publication", "/office/publications/", by="statistician", link="main tbody a"),
    At("period", "/office/periods/", by="statistician", link="main tbody a"),
    At("journal", "/office/journal/", by="audit"),
    # Accounts, offices, chains
    At("office_accounts", "/office/accounts/", by="security"),
    At("office_accounts", "/office/accounts/", by="chen"),
    At("office_account", "/office/accounts/", by="security", link="main tbody th a"),
    At("invite_account", "/office/accounts/invite", by="security"),
    At("delegate_posting", "/accounts/", by="wang", link="main tbody td a"),
    At("offices", "/office/offices/", by="system"),
    At("office", "/office/offices/", by="system", link="main tbody th a"),
    At("chains", "/office/chains/", by="security"),
    At("partners", "/office/partners/", by="security"),
    # Figures, for everybody
    At("figure", "/", link="main a[href^='/figures/target:skilled_share@']"),
    At("figure", "/", link="main a[href^='/figures/published:']"),
    At("figure", SKILLED_WOMEN, by="statistician"),
    At("figure", SKILLED_WOMEN, status=404),
    At("figure", f"{SKILLED_WOMEN}?show=records", by="statistician"),
    At("figure", f"{SKILLED_WOMEN}?show=records", by="li", status=403),
    At("figure", f"{SKILLED_WOMEN}?show=records", status=403),
    At("figure", "/figures/target:nothing@2025-12-31", status=404),
    # Measures, regions, tasks
    At("measures", "/measures/"),
    At("measure", "/measures/5"),
    At("measure", "/measures/20"),
    At("measure", "/measures/1", by="wang"),
    At("measure", "/measures/1"),
    At("agreements", "/measures/agreements"),
    At("regions", "/regions/"),
    At("region", "/regions/33"),
    At("region", "/regions/21"),
    At("region", "/regions/3301"),
    At("region", "/regions/330102"),
    At("tasks", "/office/tasks/", by="wang"),
    At("enter_task", "/office/tasks/new", by="wang"),
    At("task", "/office/tasks/", by="wang", link="main tbody th a"),
    At("bodies", "/bodies/"),
    # A handler's day
    At("inbox", "/office/", by="wang"),
    At("inbox", "/office/", by="zhao"),
    At("proposal", "/office/", by="wang", link="main a[href*='/proposals/']"),
    At("proposal", "/office/", by="zhao", link="main a[href*='/proposals/']"),
    At("uploads", "/office/uploads/", by="wang"),
    At("uploads", "/office/uploads/", by="zhao"),
    At("upload", "/office/uploads/", by="wang", link="main tbody a"),
    At("upload", "/office/uploads/", by="zhao", link="main tbody a"),
    At("exports", "/office/exports/", by="wang"),
    At("notices", "/notices/", by="wang"),
    At("notice_settings", "/notices/settings", by="wang"),
    At("persons", "/office/persons/?name=合成&place=330105", by="wang"),
    At("enter_person", "/office/persons/enter", by="wang"),
    At("persons", LAN, by="wang"),
    At("person", LAN, by="wang", link="main tbody a"),
    At("correct_person", LAN, by="wang", link="main tbody a → main .head a[href$='/correct']"),
    At("record_death", LAN, by="wang", link="main tbody a → main a[href$='/death']"),
    At("forget_person", LAN, by="wang", link="main tbody a → main a[href$='/forget']"),
    At("enter_number", LAN, by="wang", link="main tbody a → main a[href$='/numbers/enter']"),
    At("correct_number", LAN, by="wang", link="main tbody a → main a[href*='/numbers/'][href$='/correct']"),
    At("replace_number", LAN, by="wang", link="main tbody a → main a[href$='/replace']"),
    At("enter_fact", LAN, by="wang", link="main tbody a → main a[href$='/facts/employments/enter']"),
    At("correct_fact", LAN, by="wang", link="main tbody a → main table a[href*='/facts/']"),
    At("enter_certificate", LAN, by="wang", link="main tbody a → main a[href$='/certificates/enter']"),
    At("merge", "/office/merges/", by="wang", link="main tbody th a"),
    At("certificate", "/office/merges/", by="wang", link=HELD),
    At("correct_certificate", "/office/merges/", by="wang", link=f"{HELD} → main a[href$='/correct']"),
    At("end_certificate", "/office/merges/", by="wang", link=f"{HELD} → main a[href$='/void']"),
    At("merges", "/office/merges/", by="wang"),
    At("disputes", "/office/disputes/", by="wang"),
    At("dispute", "/office/disputes/", by="wang", link="main tbody th a"),
    At("organisations", "/office/organisations/", by="wang"),
    At("enter_organisation", "/office/organisations/enter", by="wang"),
    At("organisation", "/office/organisations/", by="wang", link="main tbody a"),
    At("correct_organisation", "/office/organisations/", by="wang", link="main tbody a → main a[href$='/correct']"),
    At("enter_filing", "/office/organisations/", by="wang", link="main tbody a → main a[href$='/filings/enter']"),
    # One's own records
    At("my_record", "/my/record", by="lan"),
    At("shares", "/my/shares", by="lan"),
    At("share_new", "/my/shares/new", by="lan"),
    At("share", "/my/shares", by="lan", link="main tbody th a"),
    At("consents", "/my/consents", by="lan"),
    At("consent_request", "/my/consents", by="lan", link="main a[href*='/requests/']"),
    At("looks", "/my/looks", by="lan"),
    At("workforce", "/office/workforce/", by="chen"),
    At("workforce", "/office/workforce/?show=not_here", by="chen"),
    At("asked", "/office/requests/", by="chen"),
    At("asked", "/office/requests/", by="wang"),
    At("ask", "/office/requests/new", by="chen"),
    At("wrong", "/my/record", by="lan", link="main a[href*='/certificates/'][href$='/wrong']"),
    # Issuing, and the public notice
    At("batches", "/office/batches/", by="wang"),
    At("batch_open", "/office/batches/open", by="wang"),
    At("batch", "/office/batches/1", by="wang"),
    At("batch", "/office/batches/2", by="zhao"),
    At("batch", "/office/batches/3", by="wang"),
    At("signed", "/office/batches/1", by="wang", link="main tbody td a"),
    At("oddities", "/office/oddities/", by="wang"),
    At("recalls", "/office/recalls/", by="wang"),
    At("recall_open", "/office/recalls/open", by="wang"),
    At("recall", "/office/recalls/", by="wang", link="main tbody th a"),
    At("recalled", "/office/recalls/", by="wang", link="main tbody th a → #certificates tbody th a"),
    At("reinstatements", "/office/recalls/back/", by="wang"),
    At("issuing_keys", "/office/keys/", by="sun"),
    At("issuing_key_end", "/office/keys/", by="sun", link="main tbody a"),
    At("written", "/office/written/", by="wang"),
    At("written", "/office/written/?state=all", by="zhao"),
    At("public_notices", "/notice/"),
    At("own_objection", "/objections/"),
    At("public_notice", "/notice/", link="main tbody a"),
]

NO_PAGE = {
    "results_template": "a file",
    "batch_document": "a file",
    "written_letters": "a file; tests/faces/web/written/",
    "recall_document": "a file; tests/faces/web/recalls/",
    "signed_form": "files; tests/faces/web/issuing/",
    "status_list": "for programs; tests/faces/web/issuing/",
    "void_list": "for programs; tests/faces/web/issuing/",
    "keeper_document": "for programs; tests/faces/web/issuing/",
    "data_feed": "a feed for programs; tests/faces/web/opendata/",
    "data_table": "files, of which /data/ tells; tests/faces/web/opendata/",
    "data_reading": "files, of which /data/ tells; tests/faces/web/opendata/",
    "find_person": "leads to the search",
    "show_number": "leads to the person",
    "person_journal": "for auditors, whom the demonstration has none of; tests/faces/web/persons/",
    "undo_merge": "nobody is merged at the beginning; tests/faces/web/merges/",
    "correct_filing": "no evaluation body of Hangzhou in the demonstration; tests/faces/web/organisations/",
    "withdraw_filing": "no evaluation body of Hangzhou in the demonstration; tests/faces/web/organisations/",
    "notice_unsubscribe": "the link stands in an e-mail; tests/faces/web/notices/",
    "notice": "the number of a notice is known to whoever gets the e-mail; tests/faces/web/notices/",
    "health": "for programs",
    "gate_file": "modules and words; tests/faces/web/gate/",
    "log_path": "for browsers; tests/faces/gate/",
    "gate_worker": "for browsers; tests/faces/web/gate/",
    "gate_manifest": "for browsers; tests/faces/web/gate/",
    "browser_trust": "for browsers; tests/faces/web/gate/",
    "upload_template": "a file",
    "record_sheet": "a file",
    "share_door": "its link is shown once; tests/journeys/test_sharing.py",
    "share_token": "a file",
    "account_signup": "leads to the invitation",
    "account_set_password": "leads to the account",
    "account_email": "leads to the account",
    "mfa_authenticate": "between name and session only; tests/faces/web/test_sign_in.py",
    "mfa_reauthenticate": "for those who have an app; tests/faces/web/test_sign_in.py",
    "mfa_deactivate_totp": "for those who have an app; tests/faces/web/test_sign_in.py",
    "mfa_view_recovery_codes": "for those who have codes; tests/faces/web/test_sign_in.py",
    "mfa_generate_recovery_codes": "for those who have an app; tests/faces/web/test_sign_in.py",
    "mfa_download_recovery_codes": "a file",
    "mfa_reauthenticate_webauthn": "for those who have a key; tests/faces/web/test_sign_in.py",
    "mfa_remove_webauthn": "for those who have a key; tests/faces/web/test_sign_in.py",
    "mfa_edit_webauthn": "for those who have a key; tests/faces/web/test_sign_in.py",
    "mfa_login_webauthn": "for scripts",
    "socialaccount_signup": "in the middle of a single sign-on; tests/faces/web/test_sign_in.py",
    "openid_connect_login": "leads to the identity provider",
    "openid_connect_callback": "comes from the identity provider",
    "set_language": "answers POST only",
    "log_published": "leads to the entry; tests/faces/web/transparency/",
    **dict.fromkeys(
        ("log_file", "log_policy", "log_key", "log_proof", "log_content", "log_statement", "trust_pack", "trust_key"),
        "a file; tests/faces/web/transparency/",
    ),
    "did": "for programs; tests/faces/web/transparency/",
    "did_of_office": "for programs; tests/faces/web/transparency/",
}

"""What follows what, across apps: an act, and the jobs that answer it.

A job is deferred in the act's own transaction and run by the worker, once or, after a crash, again; so each may be run
twice. Its clock is read here and nowhere below.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from adbc_driver_manager import OperationalError as AdbcOperationalError
from django.db import InterfaceError, OperationalError
from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from baigong.apps.authority.acts import FOLLOWED
from baigong.apps.certificates import jobs as certificates
from baigong.apps.certificates import recall_jobs as recalls
from baigong.apps.certificates.jobs import find_candidates, tidy_up
from baigong.apps.desk.jobs import tend_enquiries
from baigong.apps.exchange import jobs as exchange
from baigong.apps.exchange.reading_jobs import (
    publish_recalled,
    take_reading_after,
    take_reading_daily,
    take_reading_of_recall,
)
from baigong.apps.exchange.trusting import make_trust
from baigong.apps.journal.sealing import seal_lines
from baigong.apps.notices.jobs import send_mail, tell_of_act, tell_of_day
from baigong.apps.passports import jobs as passports
from baigong.apps.transparency.jobs import seal_log, sequence_after, sequence_log

Job = Callable[..., None]  # (line, subject, *, at)

# A database that was away comes back, and the job begins anew. Anything else is a mistake of ours, to be looked at.
WHEN_AWAY = RetryStrategy(
    max_attempts=20, wait=3, retry_exceptions=[OperationalError, InterfaceError, AdbcOperationalError]
)

REACTIONS: Mapping[str, tuple[Job, ...]] = {
    "exchange.receive_upload": (exchange.read_upload,),
    "exchange.confirm_upload": (exchange.load_upload,),
    "exchange.export_records": (exchange.write_export,),
    "exchange.finish_load": (find_candidates, take_reading_after, tell_of_act),
    "exchange.check_upload": (tell_of_act,),
    "exchange.refuse_upload": (tell_of_act,),
    "certificates.forget_person": (exchange.forget_kept, passports.forget_shown),
    "passports.ask_consent": (tell_of_act,),
    "passports.answer_request": (tell_of_act,),
    "passports.match_workforce": (tell_of_act,),
    "certificates.issue_batch": (certificates.issue_certificates,),
    "certificates.issue_drafts": (tell_of_act, sequence_after),
    "certificates.countersign": (certificates.sign_record,),
    "certificates.sign_on_record": (tell_of_act, sequence_after),
    "certificates.void_certificate": (certificates.publish_after, tell_of_act, sequence_after),
    "certificates.revoke_certificate": (certificates.publish_after, tell_of_act, sequence_after),
    "certificates.open_recall": (tell_of_act,),
    "certificates.state_defence": (tell_of_act,),
    "certificates.decide_recall": (recalls.carry_out_recall, tell_of_act),
    "certificates.void_recalled": (
        publish_recalled,
        sequence_after,
        take_reading_of_recall,
        tell_of_act,
    ),
    "certificates.withdraw_recall": (tell_of_act,),
    "certificates.ask_reinstatement": (tell_of_act,),
    "certificates.hear_reinstatement": (tell_of_act,),
    "certificates.name_replacement": (tell_of_act,),
    "certificates.open_batch": (sequence_after,),
    "certificates.audit_batch": (sequence_after,),
    "certificates.make_key": (sequence_after,),
    "certificates.end_key": (sequence_after,),
    "certificates.file_objection": (tell_of_act,),
    "certificates.settle_objection": (tell_of_act,),
    "authority.propose": (tell_of_act,),
    "authority.approve": (tell_of_act,),
    "authority.reject": (tell_of_act,),
    "authority.invite_account": (tell_of_act,),
    "authority.renew_access": (tell_of_act,),
    "progress.publish_reading": (tell_of_act, sequence_after),
    "transparency.run_log": (sequence_after,),
    "transparency.tell_key": (sequence_after,),
    "registry.file_dispute": (tell_of_act,),
    "registry.answer_dispute": (tell_of_act,),
    "desk.receive_enquiry": (tell_of_act,),
    "desk.transfer_enquiry": (tell_of_act,),
    "desk.reopen_enquiry": (tell_of_act,),
    "desk.assign_enquiry": (tell_of_act,),
}
# What the worker does by the clock (cron, in UTC), one at a time: (*, at).
PERIODIC: Mapping[Callable[..., object], str] = {
    seal_lines: "* * * * *",
    exchange.expire: "23 * * * *",
    tidy_up: "17 18 * * *",
    passports.drop_what_is_old: "27 18 * * *",
    passports.match_workforces: "47 18 * * *",
    certificates.resume_issuing: "*/5 * * * *",
    recalls.resume_recalls: "*/5 * * * *",
    certificates.publish_lists: "* * * * *",
    certificates.change_keys: "7 16 * * *",  # after midnight in China
    tend_enquiries: "37 18 * * *",
    tell_of_day: "0 0 * * *",  # eight in the morning in China
    send_mail: "* * * * *",
    sequence_log: "* * * * *",
    recalls.note_what_is_logged: "* * * * *",
    seal_log: "0 16 * * *",  # midnight in China
    make_trust: "*/2 * * * *",
    take_reading_daily: "30 18 * * *",  # half past two in the morning in China
}


def job_name(job: Callable[..., object]) -> str:
    """`baigong.apps.exchange.jobs.check_upload` is the job `exchange.check_upload`."""
    return f"{job.__module__.split('.')[-2]}.{job.__name__}"


def _task(job: Job) -> None:
    def run(context: JobContext, line: int, subject: str) -> None:
        job(line, subject, at=datetime.now(UTC))

    app.task(name=job_name(job), pass_context=True, retry=WHEN_AWAY)(run)


for job in {job for jobs in REACTIONS.values() for job in jobs}:
    _task(job)
FOLLOWED.update({act: tuple(job_name(job) for job in jobs) for act, jobs in REACTIONS.items()})


def _periodic(job: Callable[..., object], cron: str) -> None:
    def run(timestamp: int) -> None:
        job(at=datetime.now(UTC))

    name = job_name(job)
    app.periodic(cron=cron)(app.task(name=name, queueing_lock=name)(run))


for by_clock, cron in PERIODIC.items():
    _periodic(by_clock, cron)

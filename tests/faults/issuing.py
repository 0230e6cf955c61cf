"""Signs a batch, as the worker does; run by the tests that kill it. python issuing.py BATCH INSTANT"""

import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()
    from baigong.apps.certificates.jobs import issue_certificates

    issue_certificates(0, f"certificates.batch/{sys.argv[1]}", at=datetime.fromisoformat(sys.argv[2]))

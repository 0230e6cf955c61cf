"""Carries out a recall, as the worker does; run by the tests that kill it. python recalling.py RECALL INSTANT"""

import sys
from datetime import datetime

import django

if __name__ == "__main__":
    django.setup()
    from baigong.apps.certificates.recall_jobs import carry_out_recall

    carry_out_recall(0, f"certificates.recall/{sys.argv[1]}", at=datetime.fromisoformat(sys.argv[2]))

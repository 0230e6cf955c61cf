"""Django's settings for tests: a home of the run's own, which all its processes share, never the checkout's."""

# ruff: noqa: E402, F403, F405 — what the environment says must be said before the settings are read.
import atexit
import os
import shutil
import tempfile

for name in [name for name in os.environ if name.startswith("BAIGONG_") and name != "BAIGONG_TEST_HOME"]:
    del os.environ[name]
if "BAIGONG_TEST_HOME" not in os.environ:
    os.environ["BAIGONG_TEST_HOME"] = tempfile.mkdtemp(prefix="baigong-test-")
    atexit.register(shutil.rmtree, os.environ["BAIGONG_TEST_HOME"], ignore_errors=True)
os.environ["BAIGONG_HOME"] = os.environ["BAIGONG_TEST_HOME"]

from baigong.settings import *

# A pool would hold connections to a database that a run wants to drop.
DATABASES["default"]["OPTIONS"].pop("pool")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

"""The words of the program in the reader's language."""

import errno
import os

import pytest

from baigong.apps.exchange.states import UPLOAD
from baigong.core.lifecycle import move
from baigong.core.refusal import Fault
from baigong.core.text import Text
from baigong.faces.words import both, language_of, shown, translated


def test_a_fault_speaks_both_languages_and_so_do_the_facts_in_it():
    fault = Fault(
        "cell.empty", "“%(column)s” is empty; every row needs it.", {"column": Text(zh="证书编号", en="number")}
    )

    assert both(fault) == {"zh": "“证书编号”为空，每行都须填写。", "en": "“number” is empty; every row needs it."}


def test_a_verb_that_comes_too_late_is_said_in_the_readers_language():
    fault = move(UPLOAD, "loaded", verb="confirm")

    assert both(fault)["zh"] == "“已入库”已是终结状态，不能再“确认”；如有需要请重新办理。"
    assert both(fault)["en"] == "“loaded” is a final state: “confirm” comes too late, so begin anew instead."


@pytest.mark.parametrize(
    ("number", "zh"),
    [
        (errno.ENOSPC, "磁盘空间不足"),
        (errno.EACCES, "没有访问权限"),
        (errno.ENOENT, "文件或目录不存在"),
        (errno.EEXIST, "文件已存在"),
        (errno.EADDRINUSE, "地址已被占用"),
        (errno.ECONNREFUSED, "连接被拒绝"),
        (errno.EROFS, "文件系统为只读"),
        (errno.EMFILE, "打开的文件过多"),
        (errno.EISDIR, "是目录而不是文件"),
        (errno.ENOTDIR, "不是目录"),
        (errno.ETIMEDOUT, "连接超时"),
        (errno.EPIPE, "管道已断开"),
    ],
)
def test_a_reason_of_the_system_is_said_in_the_readers_language(number, zh):
    """The table holds the words of this system, as Python hands them on."""
    reason = os.strerror(number)

    assert (shown(reason, "zh"), shown(reason, "en")) == (zh, reason)


def test_other_words_in_a_fact_stay_as_they_are():
    assert shown("File", "zh") == "File"


def test_a_list_is_joined_as_the_language_joins():
    names = [Text(zh="甲", en="one"), Text(zh="乙", en="two")]

    assert (shown(names, "zh"), shown(names, "en")) == ("甲、乙", "one, two")


def test_a_sentence_that_the_catalogue_does_not_know_stays_english():
    assert translated("Nobody ever said this.", "zh") == "Nobody ever said this."


@pytest.mark.parametrize(
    ("words", "environment", "language"),
    [
        (["check", "--lang", "zh"], "en_US.UTF-8", "zh"),
        (["--lang=en", "check"], "zh_CN.UTF-8", "en"),
        (["check"], "zh_CN.UTF-8", "zh"),
        (["check"], "C.UTF-8", "en"),
    ],
)
def test_the_language_asked_for_wins_over_the_environment(monkeypatch, words, environment, language):
    monkeypatch.setenv("LC_ALL", environment)

    assert language_of(words) == language

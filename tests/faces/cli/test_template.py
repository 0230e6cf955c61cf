"""`baigong template`."""

import openpyxl

from contract.program import asked, assert_refused, baigong


def test_a_template_is_written_for_a_table_named_either_way(tmp_path):
    by_name = baigong("template", "certificates", tmp_path / "a.xlsx", "--lang", "en")
    by_title = asked("template", "证书", tmp_path / "b.xlsx").json

    assert by_name.code == 0
    assert "a.xlsx" in by_name.out
    assert (by_title["table"], by_title["columns"][0]) == ("certificates", "number")
    assert openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames[0] == "证书"


def test_an_unknown_table_another_ending_and_a_file_that_is_there_are_refused(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"mine")

    for words in (("nothing", "n.xlsx"), ("证书", "n.csv"), ("证书", "a.xlsx")):
        assert_refused(asked("template", words[0], tmp_path / words[1]))

    assert (tmp_path / "a.xlsx").read_bytes() == b"mine"
    assert [path.name for path in tmp_path.iterdir()] == ["a.xlsx"]

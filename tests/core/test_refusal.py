"""A "no" for people."""

from baigong.core.refusal import Fault, Refusal


class LevelSkipped(Refusal):
    code = "evaluation.level_skipped"
    sentence = "Level %(asked)s needs level %(needed)s first."


def test_a_refusal_tells_its_code_its_sentence_and_its_facts():
    refusal = LevelSkipped(asked="3", needed="4")

    assert refusal.fault == Fault("evaluation.level_skipped", LevelSkipped.sentence, {"asked": "3", "needed": "4"})
    assert str(refusal) == "Level 3 needs level 4 first."

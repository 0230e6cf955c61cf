"""What people write to one another about a batch."""

from baigong.apps.certificates.refusals import SaysTooLittle


def refuse_silence(text: str) -> None:
    if len(text.strip()) < 2:
        raise SaysTooLittle

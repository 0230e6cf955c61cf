"""What the operating system gives as the reason of a failure, so that a Chinese sentence does not end in English.

The system's own words are the sentences to translate: they stand in refusals as facts, whoever caught the failure.
"""

from baigong.core.text import msgid

REASONS = frozenset(
    {
        msgid("Address already in use"),
        msgid("Broken pipe"),
        msgid("Cannot allocate memory"),
        msgid("Cannot assign requested address"),
        msgid("Connection refused"),
        msgid("Connection reset by peer"),
        msgid("Connection timed out"),
        msgid("Device or resource busy"),
        msgid("Directory not empty"),
        msgid("Disk quota exceeded"),
        msgid("File exists"),
        msgid("File name too long"),
        msgid("File too large"),
        msgid("Input/output error"),
        msgid("Invalid cross-device link"),
        msgid("Is a directory"),
        msgid("Network is unreachable"),
        msgid("No route to host"),
        msgid("No space left on device"),
        msgid("No such file or directory"),
        msgid("Not a directory"),
        msgid("Operation not permitted"),
        msgid("Permission denied"),
        msgid("Read-only file system"),
        msgid("Too many levels of symbolic links"),
        msgid("Too many open files"),
        msgid("Too many open files in system"),
    }
)

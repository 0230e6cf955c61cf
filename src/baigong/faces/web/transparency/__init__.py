"""The public log and the trust pack: their files, and pages that say what they are."""

"""The trust pack: all that a verifier needs to judge certificates with no network, in a folder or a .zip of it."""

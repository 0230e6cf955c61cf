"""The vc-api of the W3C's test suites over https, with test keys and no database; it sits below the command line."""

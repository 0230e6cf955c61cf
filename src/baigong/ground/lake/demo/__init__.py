"""A synthetic province: as many persons as wanted, nobody meant, shaped by the published figures."""

"""Pure: no disk, network or clock, except data packaged with it."""

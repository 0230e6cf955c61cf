"""Raw tables into accepted rows: strict and lossless, with a finding for everything that is not plain."""

"""What leadspec promises about speed, measured: `make bench`.

Every figure is a ratio of two things measured in turns in one run, so that it says the same on a fast machine and
on a busy one. Nothing here is a test: a slow machine fails no build.
"""

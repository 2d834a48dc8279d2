"""Runs policies in Spark: for those whose leads do not fit on one machine. Needs the extra `leadspec[spark]`."""

from leadspec.engines.spark.engine import SparkEngine

__all__ = ["SparkEngine"]

"""Counting, probability, statistics."""

TOPICS: list = []

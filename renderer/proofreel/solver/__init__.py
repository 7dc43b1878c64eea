"""Solves school and first-year problems step by step with SymPy; reads and writes JSON, never runs user text."""

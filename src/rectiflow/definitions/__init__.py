"""Workflow and directory files: text → values, with every problem named where it stands."""

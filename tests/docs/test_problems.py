"""docs/reference/problems.md lists every code, and its examples are what they say."""

import re
import sys
from pathlib import Path

import pytest

from rectiflow.definitions.codes import CODES
from rectiflow.definitions.directory import read_directory
from rectiflow.definitions.parse import problems_of
from rectiflow.definitions.yaml import compose
from rectiflow.errors import DefinitionError

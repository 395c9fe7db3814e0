"""``python -m geo`` is the command ``geo``."""

import sys

from geo.cli import main

sys.exit(main())

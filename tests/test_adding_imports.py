"""Check where imports go that rewrites need."""

import pytest

from codemods.facts import Facts
from codemods.model import Project, Source
from codemods.rewriting import laws
from codemods.rewriting.imports import added
from codemods.rewriting.origins import Origins

NUMPY = "import numpy as np"
CASES = {
    "empty head": ("x = 1\n", "import numpy as np\n\nx = 1\n"),
    "before a function": ("def f():\n    pass\n", "import numpy as np\n\n\ndef f():\n    pass\n"),
    "docstring": ('"""Doc."""\n\nx = 1\n', '"""Doc."""\n\nimport numpy as np\n\nx = 1\n'),
    "docstring alone": ('"""Doc."""', '"""Doc."""\n\nimport numpy as np\n'),
    "behind its like": (
        "import attr\nimport yaml\n\nx = 1\n",
        "import attr\nimport numpy as np\nimport yaml\n\nx = 1\n",
    ),
    "before its like": ("import yaml\nx = 1\n", "import numpy as np\nimport yaml\nx = 1\n"),
    "behind the standard library": (
        "import os\nimport sys\n\nx = 1\n",
        "import os\nimport sys\n\nimport numpy as np\n\nx = 1\n",
    ),
    "between groups": (
        "import os\n\nfrom . import a\n",
        "import os\n\nimport numpy as np\n\nfrom . import a\n",
    ),
    "before local ones": ("from . import a\n", "import numpy as np\n\nfrom . import a\n"),
    "behind __future__": (
        "from __future__ import annotations\n\nx = 1\n",
        "from __future__ import annotations\n\nimport numpy as np\n\nx = 1\n",
    ),
    "a header stays first": (
        "#!/usr/bin/env python\n# Licence\n\nx = 1\n",
        "#!/usr/bin/env python\n# Licence\n\nimport numpy as np\n\nx = 1\n",
    ),
    "a comment stays with its function": (
        "#!/usr/bin/env python\n\n# about f\n@cache\ndef f(): pass\n",
        "#!/usr/bin/env python\n\nimport numpy as np\n\n\n# about f\n@cache\ndef f(): pass\n",
    ),
    "there already": ("import numpy as np\nx = 1\n", "import numpy as np\nx = 1\n"),
    "windows": ("import os\r\nx = 1\r\n", "import os\r\n\r\nimport numpy as np\r\n\r\nx = 1\r\n"),
    "another name for it": (
        "import numpy\nx = 1\n",
        "import numpy\nimport numpy as np\nx = 1\n",
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_goes_next_to_its_like(name: str) -> None:
    before, after = CASES[name]
    facts = Facts(Source("<text>", before), Project())
    edits = added(facts, [NUMPY, NUMPY])
    result = laws.splice(facts.lines, edits)
    assert result == after
    assert laws.untouched(before, result, edits) is None
    assert added(Facts(Source("<text>", result), Project()), [NUMPY]) == []


def test_two_at_one_place_stand_in_order() -> None:
    facts = Facts(Source("<text>", "import os\n"), Project())
    edits = added(facts, ["from dataclasses import dataclass", "import json"])
    assert laws.splice(facts.lines, edits) == (
        "import json\nimport os\nfrom dataclasses import dataclass\n"
    )


def test_lines_know_where_they_come_from() -> None:
    facts = Facts(Source("<text>", "import os\nx = 1\n"), Project())
    origins = Origins(2)
    origins.move(added(facts, [NUMPY]), facts.lines)
    assert [origins.of(line) for line in range(1, 6)] == [1, 2, 2, 2, 2]

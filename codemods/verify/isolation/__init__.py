"""Run user code in processes of its own, behind a tripwire."""

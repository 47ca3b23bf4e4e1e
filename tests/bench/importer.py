"""`python -m tests.bench.importer`: the worker's part while others save. Says so when it begins, and brings in every confirmed report."""

from webapp.app import import_models
from webapp.base.sealing import open_ring
from webapp.database.session import Database
from webapp.imports.jobs import continue_imports
from webapp.settings import Settings

settings = Settings(_env_file=None)
import_models()
open_ring(settings.key_file)
print("begun", flush=True)
continue_imports(Database(settings.database))

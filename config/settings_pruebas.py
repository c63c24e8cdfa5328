"""La misma configuración, con lo que hace rápidas y estrictas las pruebas."""

import os
import tempfile

os.environ.setdefault("MESAS_CLAVE_SECRETA", "clave-de-pruebas-" + "0123456789" * 5)
os.environ["MESAS_DEMO"] = "0"

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, CACHES, DATABASES, STORAGES, TEMPLATES
from config.variables_indefinidas import CadenaEstricta

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {**CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
# Lo exige cada prueba que lo prueba: tests/actores/test_segundo_factor.py.
EXIGE_SEGUNDO_FACTOR = False
CORREO_DE_VERDAD = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = tempfile.mkdtemp(prefix="mesas-pruebas-")
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = CadenaEstricta(BASE_DIR / "templates")
if os.environ.get("MESAS_EXIGE_NAVEGADOR") == "1" and DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # El servidor de los recorridos atiende en otros hilos: una base en memoria les daría una sola conexión a todos.
    DATABASES["default"]["TEST"] = {"NAME": f"{MEDIA_ROOT}/recorridos.sqlite3"}

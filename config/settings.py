"""Configuración. Todo lo que cambia de una instalación a otra viene del entorno (ver README)."""

import secrets
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import entorno

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(entorno.texto("MESAS_VAR", str(BASE_DIR / "var")))

DEMO = entorno.booleano("MESAS_DEMO")
DEBUG = entorno.booleano("MESAS_DEBUG")


def clave_de_demo():
    """Clave de la demostración: se genera una vez y queda en un archivo que git ignora."""
    archivo = VAR_DIR / "demo" / "clave"
    if not archivo.exists():
        archivo.parent.mkdir(parents=True, exist_ok=True)
        archivo.write_text(secrets.token_urlsafe(64))
        archivo.chmod(0o600)
    return archivo.read_text()


def clave_secreta():
    """La del entorno. Sin ella sólo se puede desarrollar, mirar la demostración o revisar el código: nunca servir."""
    clave = entorno.texto("MESAS_CLAVE_SECRETA")
    if clave and len(clave) < 50:
        raise ImproperlyConfigured("MESAS_CLAVE_SECRETA es muy corta: deben ser 50 o más caracteres al azar.")
    if clave:
        return clave
    if DEMO:
        return clave_de_demo()
    if DEBUG or sys.argv[1:2] in (["makemigrations"], ["check"]):
        # Con este prefijo, `check --deploy` la reconoce y la rechaza.
        return "django-insecure-" + "sólo-para-desarrollar" * 2
    raise ImproperlyConfigured("Falta MESAS_CLAVE_SECRETA: una cadena al azar de 50 o más caracteres.")


SECRET_KEY = clave_secreta()
LOCAL = ["localhost", "127.0.0.1", "[::1]"]
ALLOWED_HOSTS = entorno.lista("MESAS_ANFITRIONES", LOCAL)
if (DEBUG or DEMO) and not set(ALLOWED_HOSTS) <= set(LOCAL):
    raise ImproperlyConfigured("MESAS_DEBUG y MESAS_DEMO sólo sirven en esta máquina: quita MESAS_ANFITRIONES.")
# Dirección pública del sitio: con ella se escriben los enlaces de documentos y correos.
URL_DEL_SITIO = entorno.url("MESAS_URL", "http://127.0.0.1:8000")
CSRF_TRUSTED_ORIGINS = [URL_DEL_SITIO]

INSTALLED_APPS = [
    "config.apps.AdministracionConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_filters",
    "simple_history",
    "comun",
    "territorios",
    "actores",
    "mesas",
    "informes",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.ComprimeTexto",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "config.middleware.CerradoPorDefecto",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "config.middleware.ExigeSegundoFactor",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.contexto.sitio",
            ],
            "builtins": ["comun.templatetags.componentes"],
        },
    },
]

# --- Base de datos: SQLite embebida por defecto, PostgreSQL con DATABASE_URL ---


def base_de_datos():
    por_defecto = f"sqlite:///{VAR_DIR / ('demo' if DEMO else 'local') / 'mesas.sqlite3'}"
    configuracion = entorno.base_de_datos("DATABASE_URL", por_defecto)
    opciones = configuracion.setdefault("OPTIONS", {})
    if configuracion["ENGINE"].endswith("sqlite3"):
        Path(configuracion["NAME"]).parent.mkdir(parents=True, exist_ok=True)
        opciones["transaction_mode"] = "IMMEDIATE"
        opciones["timeout"] = 20
        opciones["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
    else:
        configuracion["CONN_HEALTH_CHECKS"] = True
        opciones["options"] = "-c statement_timeout=60000 -c lock_timeout=10000"
    configuracion["CONN_MAX_AGE"] = 60
    configuracion["ATOMIC_REQUESTS"] = True
    return configuracion


DATABASES = {"default": base_de_datos()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Los límites de intentos de ingreso deben valer para todos los procesos: la caché vive en la base.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# --- Personas e ingreso ---

AUTH_USER_MODEL = "actores.Usuario"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "inicio"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "actores.cuentas.AdaptadorDeCuentas"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "actores.forms.ingreso.Ingreso",
    "change_password": "actores.forms.ingreso.CambioDeClave",
    "set_password": "actores.forms.ingreso.ClavePrimera",
    "reset_password": "actores.forms.ingreso.RecuperacionDeClave",
    "reset_password_from_key": "actores.forms.ingreso.ClaveNueva",
    "reauthenticate": "actores.forms.segundo_factor.ClaveParaSeguir",
}
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "20/5m/ip,5/5m/key",
    "reset_password": "10/h/ip,3/h/key",
    "reset_password_from_key": "20/h/ip",
    "change_password": "5/m/user",
}
# Segundo factor: cualquiera puede activarlo; a quien administra se le exige.
EXIGE_SEGUNDO_FACTOR = entorno.booleano("MESAS_EXIGE_SEGUNDO_FACTOR", por_defecto=not (DEBUG or DEMO))
MFA_ADAPTER = "actores.cuentas.AdaptadorDelSegundoFactor"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Mesas Territoriales"
# Sin tolerancia: allauth recuerda cada código usado sólo mientras dura un período, y con ella se podría repetir.
MFA_TOTP_TOLERANCE = 0
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # los correos los pone la administración
MFA_FORMS = {
    "authenticate": "actores.forms.segundo_factor.CodigoDeIngreso",
    "reauthenticate": "actores.forms.segundo_factor.CodigoParaSeguir",
    "activate_totp": "actores.forms.segundo_factor.ActivacionDelSegundoFactor",
}
SESSION_COOKIE_AGE = 12 * 60 * 60

# --- Idioma y formatos de Chile ---

LANGUAGE_CODE = "es-cl"
LANGUAGES = [("es-cl", "Español de Chile")]
LOCALE_PATHS = []
FORMAT_MODULE_PATH = ["config.formatos"]
TIME_ZONE = "America/Santiago"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

# --- Archivos estáticos y subidos ---

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "estaticos"
STATICFILES_DIRS = [BASE_DIR / "static", ("manual", BASE_DIR / "docs" / "manual" / "imagenes")]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "config.estaticos.PaquetesNpm",
]
MEDIA_ROOT = VAR_DIR / ("demo" if DEMO else "local") / "archivos"
STORAGES = {
    "default": {"BACKEND": "comun.almacen.AlmacenSeguro"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = ["bootstrap5"]
CRISPY_TEMPLATE_PACK = "bootstrap5"

# --- Seguridad: nada de otro origen, nada en línea ---

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "config.errores.csrf"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
EN_HTTPS = URL_DEL_SITIO.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = EN_HTTPS
SECURE_SSL_REDIRECT = EN_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salud/"]  # el balanceador pregunta por dentro, sin TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if entorno.booleano("MESAS_TRAS_PROXY") else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if EN_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = EN_HTTPS

# --- Correo: cualquier servidor SMTP; sin uno, los mensajes quedan en una carpeta ---

EMAIL_HOST = entorno.texto("MESAS_SMTP_ANFITRION")
EMAIL_PORT = entorno.entero("MESAS_SMTP_PUERTO", 587, minimo=1)
EMAIL_HOST_USER = entorno.texto("MESAS_SMTP_USUARIO")
EMAIL_HOST_PASSWORD = entorno.texto("MESAS_SMTP_CLAVE")
EMAIL_USE_TLS = entorno.booleano("MESAS_SMTP_TLS", por_defecto=True)
EMAIL_TIMEOUT = 15  # segundos: un servidor que cuelga no detiene la bandeja
# Todo correo se escribe en la bandeja de salida, y de ella sale por el camino de verdad.
EMAIL_BACKEND = "comun.correo.BandejaDeSalida"
CORREO_DE_VERDAD = f"django.core.mail.backends.{'smtp' if EMAIL_HOST and not DEMO else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "correo"
DEFAULT_FROM_EMAIL = entorno.texto("MESAS_REMITENTE", "mesas@localhost")

# --- Historial y errores ---

SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
# El historial se lee; nadie devuelve un objeto a una versión anterior saltándose sus verbos.
SIMPLE_HISTORY_REVERT_DISABLED = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"linea": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "linea"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
}

"""La configuración viene del entorno, y un valor malo se dice en una frase en vez de servir a medias."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import entorno

RAIZ = Path(__file__).resolve().parents[2]
CLAVE = "k7" * 30
PRODUCCION = {
    "MESAS_CLAVE_SECRETA": "aB3-" + "x9Zq7Lm2" * 8,
    "MESAS_ANFITRIONES": "mesas.ejemplo.cl",
    "MESAS_URL": "https://mesas.ejemplo.cl",
}
MOSTRAR = (
    "import json; from config import settings as s; print(json.dumps({n: getattr(s, n) for n in %r}, default=str))"
)


def correr(*orden, tmp_path, **variables):
    limpio = {n: v for n, v in os.environ.items() if not n.startswith(("MESAS_", "DATABASE_URL", "DJANGO_"))}
    ambiente = {**limpio, "MESAS_VAR": str(tmp_path), **variables}
    return subprocess.run([sys.executable, *orden], cwd=RAIZ, env=ambiente, capture_output=True, text=True)


def ajustes(*nombres, tmp_path, **variables):
    proceso = correr("-c", MOSTRAR % (nombres,), tmp_path=tmp_path, **variables)
    assert proceso.returncode == 0, proceso.stderr
    return json.loads(proceso.stdout)


@pytest.mark.parametrize(
    ("variables", "frase"),
    [
        ({}, "Falta MESAS_CLAVE_SECRETA"),
        ({"MESAS_CLAVE_SECRETA": "corta"}, "MESAS_CLAVE_SECRETA es muy corta"),
        ({"MESAS_CLAVE_SECRETA": CLAVE, "MESAS_DEBUG": "quizás"}, "MESAS_DEBUG debe ser 1 o 0"),
        ({"MESAS_CLAVE_SECRETA": CLAVE, "MESAS_URL": "mesas.cl"}, "MESAS_URL debe empezar con http"),
        ({"MESAS_CLAVE_SECRETA": CLAVE, "MESAS_SMTP_PUERTO": "-1"}, "MESAS_SMTP_PUERTO debe ser un número entero"),
        ({"MESAS_CLAVE_SECRETA": CLAVE, "DATABASE_URL": "mysql://a/b"}, "DATABASE_URL debe empezar con"),
        ({"MESAS_CLAVE_SECRETA": CLAVE, "DATABASE_URL": "postgres://u:c@s:puerto/b"}, "DATABASE_URL no se entiende"),
        ({"MESAS_DEBUG": "1", "MESAS_ANFITRIONES": "mesas.cl"}, "sólo sirven en esta máquina"),
        ({"MESAS_DEMO": "1", "MESAS_ANFITRIONES": "mesas.cl"}, "sólo sirven en esta máquina"),
    ],
)
def test_un_valor_malo_se_explica_en_una_frase_y_sale_con_2(variables, frase, tmp_path):
    proceso = correr("manage.py", "migrate", tmp_path=tmp_path, **variables)

    assert proceso.returncode == 2
    assert frase in proceso.stderr
    assert "Traceback" not in proceso.stderr
    assert len(proceso.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("orden", ["runserver", "createsuperuser"])
def test_ninguna_orden_que_sirve_o_escribe_acepta_la_clave_de_desarrollo(orden, tmp_path):
    assert correr("manage.py", orden, tmp_path=tmp_path).returncode == 2


def test_la_clave_de_desarrollo_no_pasa_la_revision_de_produccion(tmp_path):
    sin_clave = {**PRODUCCION, "MESAS_CLAVE_SECRETA": ""}

    proceso = correr("manage.py", "check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path, **sin_clave)

    assert proceso.returncode == 1
    assert "security.W009" in proceso.stderr


def test_produccion_pasa_la_revision_de_django(tmp_path):
    proceso = correr("manage.py", "check", "--deploy", "--fail-level", "WARNING", tmp_path=tmp_path, **PRODUCCION)

    assert proceso.returncode == 0, proceso.stderr


def test_por_defecto_no_hay_depuracion_y_solo_se_atiende_a_esta_maquina(tmp_path):
    valores = ajustes("DEBUG", "DEMO", "ALLOWED_HOSTS", tmp_path=tmp_path, MESAS_CLAVE_SECRETA=CLAVE)

    assert valores == {"DEBUG": False, "DEMO": False, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}


def test_con_https_las_cookies_son_seguras_y_todo_se_redirige(tmp_path):
    nombres = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "CSRF_TRUSTED_ORIGINS")

    valores = ajustes(*nombres, tmp_path=tmp_path, **PRODUCCION)

    assert valores.pop("CSRF_TRUSTED_ORIGINS") == ["https://mesas.ejemplo.cl"]
    assert all(valores.values())


def test_la_demostracion_genera_su_clave_una_vez_y_funciona_sin_tls(tmp_path):
    nombres = ("SECRET_KEY", "DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE")

    una = ajustes(*nombres, tmp_path=tmp_path, MESAS_DEMO="1")
    otra = ajustes(*nombres, tmp_path=tmp_path, MESAS_DEMO="1")

    assert una == otra
    assert len(una.pop("SECRET_KEY")) >= 50
    assert not any(una.values())
    assert (tmp_path / "demo" / "clave").stat().st_mode & 0o077 == 0


def test_sqlite_escribe_en_wal_y_toma_el_bloqueo_al_empezar(tmp_path):
    base = ajustes("DATABASES", tmp_path=tmp_path, MESAS_CLAVE_SECRETA=CLAVE)["DATABASES"]["default"]

    assert base["ATOMIC_REQUESTS"] is True
    assert base["OPTIONS"] == {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;",
    }


def test_postgresql_tiene_limites_de_espera_y_conserva_lo_que_pide_la_direccion(tmp_path):
    direccion = "postgres://u:c@servidor/base?sslmode=require"

    base = ajustes("DATABASES", tmp_path=tmp_path, MESAS_CLAVE_SECRETA=CLAVE, DATABASE_URL=direccion)["DATABASES"][
        "default"
    ]

    assert base["ENGINE"] == "django.db.backends.postgresql"
    assert base["ATOMIC_REQUESTS"] is True
    assert base["OPTIONS"] == {
        "sslmode": "require",
        "options": "-c statement_timeout=60000 -c lock_timeout=10000",
    }


@pytest.mark.parametrize(("escrito", "valor"), [("1", True), ("Sí", True), ("0", False), ("", False), ("off", False)])
def test_un_booleano_se_escribe_de_varias_formas(escrito, valor, monkeypatch):
    monkeypatch.setenv("MESAS_X", escrito)

    assert entorno.booleano("MESAS_X") is valor


def test_una_lista_se_separa_con_comas_y_vacia_usa_lo_de_siempre(monkeypatch):
    monkeypatch.setenv("MESAS_X", " a , ,b ")

    assert entorno.lista("MESAS_X") == ["a", "b"]
    assert entorno.lista("MESAS_Y", ["z"]) == ["z"]


@pytest.mark.parametrize("malo", ["ftp://x", "https://", "https://x/ruta", "https://a b", "https://u@x"])
def test_la_direccion_del_sitio_es_un_origen_sin_ruta(malo, monkeypatch):
    monkeypatch.setenv("MESAS_X", malo)

    with pytest.raises(ImproperlyConfigured, match="MESAS_X debe empezar con http"):
        entorno.url("MESAS_X", "http://127.0.0.1:8000")

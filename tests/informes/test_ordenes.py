"""La orden generar_informe_anual: un error de uso es una frase en español y el código 2."""

import io
from unittest.mock import patch

import pytest

from informes.management.commands.generar_informe_anual import Command
from tests.fabricas.informes import InformeAnualFactory, ProyectoFactory

pytestmark = pytest.mark.django_db


def ejecutar(*argumentos):
    """(código de salida, lo escrito en stderr)."""
    orden = Command(stderr=io.StringIO(), stdout=io.StringIO(), no_color=True)
    try:
        # Una orden cierra la conexión al terminar; aquí es la de la prueba.
        with patch("django.core.management.base.connections.close_all"):
            orden.run_from_argv(["manage.py", "generar_informe_anual", *map(str, argumentos)])
    except SystemExit as salida:
        return salida.code, orden.stderr.getvalue().strip()
    return 0, orden.stderr.getvalue().strip()


@pytest.fixture
def base(tmp_path):
    informe = InformeAnualFactory(proyecto=ProyectoFactory(atlas_project_id="121119"), anio=2020)
    assert informe.codigo == "IA-121119-2020"
    return {"--proyecto": "121119", "--anio": "2020", "--formato": "html", "--salida": tmp_path / "informe.html"}


def con(base, **otros):
    opciones = base | {f"--{nombre}": valor for nombre, valor in otros.items()}
    return [parte for par in opciones.items() for parte in par]


def test_genera_el_archivo_por_numero_de_atlas_o_por_codigo(base):
    assert ejecutar(*con(base)) == (0, "")
    assert ejecutar(*con(base, proyecto="P-121119")) == (0, "")
    assert "Informe Anual de proyecto 2020" in base["--salida"].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("otros", "frase"),
    [
        ({"proyecto": "999999"}, "No existe el proyecto P-999999; hay: P-121119."),
        ({"anio": "2031"}, "El proyecto P-121119 no tiene informe de 2031; hay: 2020."),
        ({"anio": "dos"}, "«dos» no es un número entero (--anio)."),
        ({"formato": "odt"}, "«odt» no vale para --formato: puede ser html, docx, pdf, xlsx, json."),
        ({"version": "ultima"}, "El informe IA-121119-2020 aún no tiene versiones emitidas: quita --version."),
        ({"version": "1"}, "El informe IA-121119-2020 aún no tiene versiones emitidas: quita --version."),
        ({"salida": "/no/hay/informe.html"}, "No se pudo escribir «/no/hay/informe.html»: no existe."),
    ],
)
def test_un_error_de_uso_es_una_frase_y_codigo_2(base, otros, frase):
    codigo, escrito = ejecutar(*con(base, **otros))

    assert codigo == 2
    assert escrito == frase
    assert not base["--salida"].exists()


@pytest.mark.parametrize("falta", ["--proyecto", "--anio", "--formato", "--salida"])
def test_falta_una_opcion(base, falta):
    opciones = [parte for nombre, valor in base.items() if nombre != falta for parte in (nombre, valor)]

    assert ejecutar(*opciones) == (2, f"Falta indicar {falta}.")


def test_sin_proyectos_lo_dice(tmp_path):
    argumentos = ["--proyecto", "1", "--anio", "2020", "--formato", "html", "--salida", tmp_path / "x"]

    assert ejecutar(*argumentos) == (2, "No existe el proyecto P-1; hay: ninguno.")
